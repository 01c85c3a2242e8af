package org.migrationauditor.signatures;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.migrationauditor.messages.ContentDigest;

/** What a certificate tells a reader about who signed. */
public final class CertificateFace {
  /** Common name in the certificate of every key that this program makes. */
  public static final String SELF_MADE = "Migration Auditor self-made key";

  private CertificateFace() {}

  /** The signer that a certificate names; self-made if the program's own name is in it. */
  public static Signer of(X509Certificate certificate) {
    String subject = certificate.getSubjectX500Principal().getName();
    return new Signer(
        subject,
        fingerprint(certificate),
        ("," + subject + ",").contains(",CN=" + SELF_MADE + ","));
  }

  private static ContentDigest fingerprint(X509Certificate certificate) {
    try {
      return ContentDigest.over(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
