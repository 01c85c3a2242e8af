package org.migrationauditor.signatures;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * A signature or a document time stamp that fits its bytes.
 *
 * @param signer whose it is
 * @param certificates of the signer and those above, as far as the structure holds them
 * @param stampedAt the time that a time stamp claims; null if it is a signature
 */
record Sealed(
    Signer signer, List<X509CertificateHolder> certificates, @Nullable Instant stampedAt) {
  Sealed {
    certificates = List.copyOf(certificates);
  }

  /** Whether a certificate is the signer's own. */
  boolean isOf(X509Certificate certificate) {
    return CertificateFace.of(certificate).equals(signer);
  }
}
