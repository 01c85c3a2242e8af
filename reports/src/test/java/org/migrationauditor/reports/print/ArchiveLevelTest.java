package org.migrationauditor.reports.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
  void aReportIsPdfA3uAndPdfUaBeforeItIsSigned(IntegrityReport report) throws Exception {
    byte[] plain = new ReportPrinter(SigningKey.selfMade(keys).signer()).print(report);

    assertThat(violations(plain, PDFAFlavour.PDFA_3_U)).isEmpty();
    assertThat(violations(plain, PDFAFlavour.PDFUA_1)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("reports")
  void aSignedReportIsPdfA3uAndPdfUa(IntegrityReport report) throws Exception {
    byte[] signed = signed(report);

    assertThat(violations(signed, PDFAFlavour.PDFA_3_U)).isEmpty();
    assertThat(violations(signed, PDFAFlavour.PDFUA_1)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          PDFA_3_U, <pdfaid:part>3, <pdfaid:part>9
          PDFA_3_U, <pdfaProperty:name>part, <pdfaProperty:name>past
          PDFUA_1,  <pdfuaid:part>1, <pdfuaid:part>9
          PDFUA_1,  /Marked true, /Marked null
          PDFUA_1,  /Scope /Column, /Scops /Column
          PDFUA_1,  /S /Form, /S /Span
          PDFUA_1,  /Tabs /S, /Tabs /R
          PDFUA_1,  /S /H1, /S /H3
          """)
  void theJudgeSeesWhatIsWrong(PDFAFlavour flavour, String right, String wrong) throws Exception {
    byte[] plain = new ReportPrinter(SigningKey.selfMade(keys).signer()).print(Reports.passed());
    String text = new String(plain, StandardCharsets.ISO_8859_1);
    assertThat(text).contains(right);
    byte[] broken = text.replace(right, wrong).getBytes(StandardCharsets.ISO_8859_1);

    assertThat(violations(broken, flavour)).isNotEmpty();
  }

  private byte[] signed(IntegrityReport report) {
    SigningKey key = SigningKey.selfMade(keys);
    byte[] plain = new ReportPrinter(key.signer()).print(report);
    return new ReportSigner().sign(plain, key, Instant.now()).pdf();
  }

  private static List<String> violations(byte[] pdf, PDFAFlavour flavour) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    try (VeraPDFFoundry foundry = Foundries.defaultInstance();
        PDFAParser parser = foundry.createParser(new ByteArrayInputStream(pdf), flavour);
        PDFAValidator validator = foundry.createValidator(flavour, false)) {
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
