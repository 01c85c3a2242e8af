package org.migrationauditor.reports.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.reports.print.PrintedClaims;
import org.migrationauditor.reports.print.PrintedClaims.Claim;
import org.migrationauditor.signatures.Check;
import org.migrationauditor.signatures.Signer;

/** Whether the pages say what the evidence says. */
final class Pages {
  private static final String WHAT = "pages";
  private static final int MOST_PAGES = 100;
  private static final int MOST_NAMED = 3;

  private Pages() {}

  static Check check(PDDocument document, IntegrityReport report, @Nullable Signer signer)
      throws IOException {
    if (!PrintedClaims.LAYOUT.equals(document.getDocumentInformation().getProducer())) {
      return Check.unknown(
          WHAT,
          "they were laid out by another version of this program, so they were not compared with"
              + " the attachments; have it issued again by this version, or check it with that one");
    }
    PrintedClaims printed = new PrintedClaims();
    List<Claim> claims = new ArrayList<>(printed.of(report));
    if (signer != null) {
      claims.add(printed.of(signer));
    }
    String text = text(document);
    List<String> absent =
        claims.stream().filter(claim -> !text.contains(claim.text())).map(Claim::what).toList();
    if (absent.isEmpty()) {
      return Check.passed(
          WHAT,
          "scope, verdict, facts and counts, %d statements, equal the attached evidence"
              .formatted(claims.size()));
    }
    String named = String.join(", ", absent.subList(0, Math.min(MOST_NAMED, absent.size())));
    return Check.failed(
        WHAT,
        "%d of %d statements do not equal the attached evidence or the signer: %s"
            .formatted(absent.size(), claims.size(), named));
  }

  private static String text(PDDocument document) throws IOException {
    PDFTextStripper stripper = new PDFTextStripper();
    stripper.setEndPage(MOST_PAGES);
    return PrintedClaims.folded(stripper.getText(document));
  }
}
