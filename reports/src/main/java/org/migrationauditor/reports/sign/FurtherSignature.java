package org.migrationauditor.reports.sign;

import org.migrationauditor.messages.Verdict;
import org.migrationauditor.reports.check.ReportCheck;

/** Signs a report that was issued, once it is known to be intact. */
public final class FurtherSignature {
  private FurtherSignature() {}

  /**
   * The report with one signature more; what was there stays, byte for byte.
   *
   * @throws SigningKeyException if the certificate is not valid at the time of the request
   * @throws SignatureRefusedException if the report is not intact, the field is taken or not the
   *     next in order, or the key is the one that prepared the report
   */
  public static SignedReport sign(byte[] pdf, SigningKey key, SignatureRequest request) {
    ReportCheck check = ReportCheck.of(pdf);
    if (check.verdict() != Verdict.PASSED) {
      throw new SignatureRefusedException(
          "it is not intact: " + ReportExtender.firstFault(check), "verify-report says more");
    }
    if (check.signer().filter(key.signer()::equals).isPresent()) {
      throw new SignatureRefusedException(
          "the same key prepared it, and nobody vouches for their own work",
          "sign with the key of somebody else");
    }
    SignedReport signed = new ReportSigner().sign(pdf, key, request);
    ReportCheck after = ReportCheck.of(signed.pdf());
    if (after.verdict() != Verdict.PASSED) {
      throw new SignatureRefusedException(
          "with the signature it would not be intact: " + ReportExtender.firstFault(after),
          "keep it as it is and tell who maintains this program");
    }
    return signed;
  }
}
