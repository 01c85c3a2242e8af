package org.migrationauditor.reports.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.migrationauditor.messages.report.ReportLanguage;
import org.migrationauditor.reports.Reports;
import org.migrationauditor.signatures.Signer;

/** No word of a page lies upon another. */
class LayoutTest {
  private static final Signer SIGNER =
      new Signer("CN=Migration Auditor self-made key", Reports.digest(20), true);

  static Stream<Arguments> reports() {
    return GoldenReportTest.reports();
  }

  @ParameterizedTest
  @MethodSource("reports")
  void noTextLiesUponAnother(String name, ReportLanguage language) throws IOException {
    byte[] pdf =
        new ReportPrinter(SIGNER)
            .print(Reports.in(language, Objects.requireNonNull(GoldenReports.all().get(name))));

    assertThat(overlaps(pdf)).isEmpty();
  }

  private static List<String> overlaps(byte[] pdf) throws IOException {
    List<String> overlaps = new ArrayList<>();
    try (PDDocument document = Loader.loadPDF(pdf)) {
      for (int page = 1; page <= document.getNumberOfPages(); page++) {
        List<TextPosition> glyphs = glyphs(document, page);
        for (int i = 1; i < glyphs.size(); i++) {
          TextPosition left = glyphs.get(i - 1);
          TextPosition right = glyphs.get(i);
          boolean sameLine = line(left) == line(right);
          if (sameLine && left.getX() + left.getWidth() > right.getX() + 1) {
            overlaps.add(
                "page %d: '%s' and '%s' at %.0f,%.0f"
                    .formatted(
                        page, left.getUnicode(), right.getUnicode(), right.getX(), right.getY()));
          }
        }
      }
    }
    return overlaps;
  }

  private static List<TextPosition> glyphs(PDDocument document, int page) throws IOException {
    List<TextPosition> glyphs = new ArrayList<>();
    PDFTextStripper stripper =
        new PDFTextStripper() {
          @Override
          protected void processTextPosition(TextPosition text) {
            if (!text.getUnicode().isBlank()) {
              glyphs.add(text);
            }
          }
        };
    stripper.setStartPage(page);
    stripper.setEndPage(page);
    stripper.getText(document);
    glyphs.sort(Comparator.comparingInt(LayoutTest::line).thenComparingDouble(TextPosition::getX));
    return glyphs;
  }

  private static int line(TextPosition glyph) {
    return Math.round(glyph.getY());
  }
}
