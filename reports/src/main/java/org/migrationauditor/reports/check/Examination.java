package org.migrationauditor.reports.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.reports.Signer;

/**
 * One look at one file, from its bytes inwards: what is outside must hold before what is inside is
 * opened.
 */
final class Examination {
  static final String SIGNER = "signer";

  private final byte[] pdf;
  private final @Nullable ContentDigest fingerprint;
  private final List<Check> checks = new ArrayList<>();
  private @Nullable Signer signer;
  private @Nullable IntegrityReport report;

  Examination(byte[] pdf, @Nullable ContentDigest fingerprint) {
    this.pdf = pdf;
    this.fingerprint = fingerprint;
  }

  ReportCheck result() {
    checks.add(RawFile.check(pdf));
    if (holds()) {
      examine();
    }
    return new ReportCheck(checks, signer, report);
  }

  private void examine() {
    SignedRange range = SignedRange.find(pdf, checks);
    if (range != null) {
      signer = CmsSignature.verify(pdf, range, checks);
    }
    boolean intact = holds();
    if (signer != null) {
      checks.add(identity(signer));
    }
    if (!intact) {
      return; // what is inside a changed file is nobody's word
    }
    try (PDDocument document = Loader.loadPDF(pdf)) {
      if (document.isEncrypted()) {
        checks.add(encrypted());
        return;
      }
      checks.add(new Contents(document).check());
      if (!checks.getLast().verdict().equals(Verdict.PASSED)) {
        return; // neither evidence nor pages are opened in a file that may be a trap
      }
      report = Evidence.read(document, checks);
      if (report != null) {
        checks.add(Pages.check(document, report, signer));
      }
    } catch (InvalidPasswordException e) {
      checks.add(encrypted());
    } catch (IOException | RuntimeException e) {
      checks.add(
          Check.failed("document", "its structure is broken, so it is not as it was signed"));
    }
  }

  private Check identity(Signer found) {
    String who =
        "signed by '%s', certificate fingerprint %s"
            .formatted(found.subject(), found.fingerprint());
    if (fingerprint != null) {
      return fingerprint.equals(found.fingerprint())
          ? Check.passed(SIGNER, who + ", the one that was expected")
          : Check.failed(SIGNER, "%s, but %s was expected".formatted(who, fingerprint));
    }
    return Check.unknown(
        SIGNER,
        who
            + (found.selfMade()
                ? "; identity not proven: the program made this key itself, so compare the"
                    + " fingerprint with the operator over another channel"
                : "; identity not proven here: compare the fingerprint with the operator over"
                    + " another channel"));
  }

  private boolean holds() {
    return checks.stream().allMatch(check -> check.verdict() == Verdict.PASSED);
  }

  private static Check encrypted() {
    return Check.unknown("document", "it is encrypted, which no report is; it was not opened");
  }
}
