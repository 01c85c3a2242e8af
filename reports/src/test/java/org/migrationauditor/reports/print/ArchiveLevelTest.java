package org.migrationauditor.reports.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.reports.Reports;
import org.migrationauditor.reports.sign.ReportSigner;
import org.migrationauditor.reports.sign.SigningKey;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/** An outside judge, veraPDF, reads the reports after they were signed. */
class ArchiveLevelTest {
  @TempDir Path keys;

  static List<IntegrityReport> reports() {
    return List.of(Reports.passed(), Reports.failed(), Reports.indeterminate(), Reports.empty());
  }

  @ParameterizedTest
  @MethodSource("reports")
  void aSignedReportIsPdfA3u(IntegrityReport report) throws Exception {
    assertThat(violations(signed(report))).isEmpty();
  }

  @Test
  void theJudgeSeesWhatIsWrong() throws Exception {
    byte[] plain = new ReportPrinter(SigningKey.selfMade(keys).signer()).print(Reports.empty());
    String text = new String(plain, StandardCharsets.ISO_8859_1);
    byte[] broken =
        text.replace("<pdfaid:part>3", "<pdfaid:part>9").getBytes(StandardCharsets.ISO_8859_1);

    assertThat(violations(broken)).isNotEmpty();
  }

  private byte[] signed(IntegrityReport report) {
    SigningKey key = SigningKey.selfMade(keys);
    byte[] plain = new ReportPrinter(key.signer()).print(report);
    return new ReportSigner().sign(plain, key, Instant.now()).pdf();
  }

  private static List<String> violations(byte[] pdf) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    try (VeraPDFFoundry foundry = Foundries.defaultInstance();
        PDFAParser parser =
            foundry.createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFA_3_U);
        PDFAValidator validator = foundry.createValidator(PDFAFlavour.PDFA_3_U, false)) {
      ValidationResult result = validator.validate(parser);
      List<String> found =
          result.getTestAssertions().stream()
              .map(a -> a.getRuleId().getClause() + " " + a.getMessage())
              .distinct()
              .toList();
      assertThat(result.isCompliant()).isEqualTo(found.isEmpty());
      return found;
    }
  }
}
