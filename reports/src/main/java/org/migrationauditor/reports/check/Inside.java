package org.migrationauditor.reports.check;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.signatures.Check;
import org.migrationauditor.signatures.Signer;

/** What is in a document: nothing that acts, the evidence, and pages that say the same. */
final class Inside {
  private final List<Check> checks = new ArrayList<>();
  private @Nullable IntegrityReport report;

  private Inside() {}

  /**
   * Looks into a document.
   *
   * @param signer that the pages must name; null to leave that out
   */
  static Inside of(ByteBuffer pdf, @Nullable Signer signer) {
    Inside inside = new Inside();
    try (PDDocument document = Loader.loadPDF(new RandomAccessReadBuffer(pdf))) {
      inside.look(document, signer);
    } catch (InvalidPasswordException e) {
      inside.encrypted();
    } catch (IOException | RuntimeException e) {
      inside.checks.add(
          Check.failed("document", "its structure is broken, so it is not as it was signed"));
    }
    return inside;
  }

  /** Whether nothing in a document acts by itself. */
  static List<Check> harmless(byte[] pdf) {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return List.of(new Contents(document).check());
    } catch (IOException | RuntimeException e) {
      return List.of(
          Check.unknown("contents", "they cannot be opened; do not open them elsewhere"));
    }
  }

  private void look(PDDocument document, @Nullable Signer signer) throws IOException {
    if (document.isEncrypted()) {
      encrypted();
      return;
    }
    checks.add(new Contents(document).check());
    if (checks.getLast().verdict() != Verdict.PASSED) {
      return; // neither evidence nor pages are opened in a file that may be a trap
    }
    report = Evidence.read(document, checks);
    if (report != null) {
      checks.add(Pages.check(document, report, signer));
    }
  }

  private void encrypted() {
    checks.add(Check.unknown("document", "it is encrypted, which no report is; it was not opened"));
  }

  List<Check> checks() {
    return checks;
  }

  @Nullable IntegrityReport report() {
    return report;
  }
}
