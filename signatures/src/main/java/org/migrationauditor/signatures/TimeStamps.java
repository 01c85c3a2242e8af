package org.migrationauditor.signatures;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.jspecify.annotations.Nullable;

/**
 * Whether the times that authorities put on a report are to be believed. Everybody can make a time
 * stamp that fits, so one is a claim unless its certificate leads to one that the reader trusts.
 */
final class TimeStamps {
  static final String WHAT = "time stamp";

  /** How far the clocks of signers and authorities may be apart. */
  private static final Duration APART = Duration.ofMinutes(10);

  private final List<X509Certificate> trusted;

  TimeStamps(List<X509Certificate> trusted) {
    this.trusted = trusted;
  }

  /**
   * One answer for each time stamp.
   *
   * @param signatures of the file, the first made first
   * @param asOf time of the last event that the report tells of; null if it was not read
   */
  List<Check> of(List<Sealed> sealed, List<ReportSignature> signatures, @Nullable Instant asOf) {
    List<Check> checks = new ArrayList<>();
    Instant latest = asOf == null ? Instant.MIN.plus(APART) : asOf;
    for (int i = 0; i < signatures.size(); i++) {
      ReportSignature signature = signatures.get(i);
      if (signature.documentStamp()) {
        checks.add(of(signature, sealed.get(i), latest));
      } else if (signature.claimedAt() != null && signature.claimedAt().isAfter(latest)) {
        latest = signature.claimedAt();
      }
    }
    return checks;
  }

  private Check of(ReportSignature stamp, Sealed sealed, Instant latest) {
    Instant at = stamp.stampedAt();
    String claim =
        "%s: '%s' claims that the file was there before %s"
            .formatted(stamp.field(), stamp.signer().subject(), at);
    if (at == null || at.isBefore(latest.minus(APART))) {
      return Check.failed(
          WHAT, claim + ", and it was not there then: it tells of what was done at " + latest);
    }
    return leads(sealed)
        ? Check.passed(WHAT, claim + ", and its certificate leads to one that you trust")
        : Check.unknown(
            WHAT,
            claim + "; its certificate leads to none that you named as trusted, so it is open");
  }

  private boolean leads(Sealed sealed) {
    try {
      JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
      List<X509Certificate> chain = new ArrayList<>();
      X509Certificate own = null;
      for (X509CertificateHolder holder : sealed.certificates()) {
        X509Certificate certificate = converter.getCertificate(holder);
        chain.add(certificate);
        own = sealed.isOf(certificate) ? certificate : own;
      }
      return own != null && Chain.leads(own, chain, trusted);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
