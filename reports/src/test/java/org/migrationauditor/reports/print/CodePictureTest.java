package org.migrationauditor.reports.print;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.messages.report.SealedHead;
import org.migrationauditor.reports.PdfText;
import org.migrationauditor.reports.Reports;
import org.migrationauditor.signatures.Signer;

/** The code on page one, read back by another program from what a printer would put on paper. */
class CodePictureTest {
  private static final Signer SIGNER = new Signer("CN=Marie Curie", Reports.digest(21), false);

  @Test
  void theCodeHoldsWhatTheEvidenceSays() throws Exception {
    IntegrityReport report = Reports.failed();
    ContentDigest json = digest(new AttachedEvidence().json(report));
    SealedHead sealed = Objects.requireNonNull(report.sealed());
    byte[] pdf = new ReportPrinter(SIGNER).print(report);

    String scanned = scan(pdf, 150);

    assertThat(scanned)
        .isEqualTo(
            "report %s json %s history %d %s log %s %d %s"
                .formatted(
                    Reports.ID,
                    json,
                    report.head().events(),
                    report.head().root(),
                    sealed.origin(),
                    sealed.size(),
                    sealed.root()))
        .isEqualTo(ScannedLine.of(report, json));
    assertThat(StructureText.of(pdf)).contains("digests: " + scanned);
    assertThat(PdfText.page(pdf, 2)).contains("SHA-256 of report.json: " + json);
  }

  @Test
  void aReportOfALogThatItDoesNotKnowHasNoneInItsCode() throws Exception {
    IntegrityReport r = Reports.failed();
    IntegrityReport unsealed =
        new IntegrityReport(
            r.scope(),
            "r\u00E9port-" + "x".repeat(240),
            r.verdict(),
            r.reasons(),
            r.notCovered(),
            r.comparisons(),
            r.migration(),
            r.head(),
            r.language(),
            null,
            r.replaces(),
            r.attached());

    String scanned = scan(new ReportPrinter(SIGNER).print(unsealed), 200);

    assertThat(scanned)
        .startsWith("report r\u00E9port-xxx")
        .endsWith("history 1234 " + Reports.ROOT)
        .doesNotContain(" log ");
  }

  @Test
  void theCodeStaysOnPageOneHoweverLongTheScopeIs() throws Exception {
    IntegrityReport report =
        Reports.of("\u202E".repeat(255), Verdict.INDETERMINATE, List.of(), List.of());
    byte[] pdf = new ReportPrinter(SIGNER).print(report);

    assertThat(PdfText.page(pdf, 2)).contains("[U+202E]");
    assertThat(scan(pdf, 150)).startsWith("report " + Reports.ID);
  }

  private static String scan(byte[] pdf, int dpi) throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      BufferedImage page = new PDFRenderer(document).renderImageWithDPI(0, dpi);
      int[] pixels = page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth());
      Map<DecodeHintType, Object> hints = new EnumMap<>(DecodeHintType.class);
      hints.put(DecodeHintType.TRY_HARDER, true);
      return new QRCodeReader()
          .decode(
              new BinaryBitmap(
                  new HybridBinarizer(
                      new RGBLuminanceSource(page.getWidth(), page.getHeight(), pixels))),
              hints)
          .getText();
    }
  }

  private static ContentDigest digest(byte[] bytes) throws Exception {
    return ContentDigest.of(java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
