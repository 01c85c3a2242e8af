package org.migrationauditor.reports.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.messages.report.ReportLanguage;
import org.migrationauditor.reports.Judge;
import org.migrationauditor.reports.Reports;
import org.migrationauditor.reports.sign.ReportSigner;
import org.migrationauditor.reports.sign.SigningKey;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** An outside judge, veraPDF, reads the reports after they were signed. */
class ArchiveLevelTest {
  @TempDir Path keys;

  static List<IntegrityReport> reports() {
    List<IntegrityReport> reports = new ArrayList<>(GoldenReports.all().values());
    reports.add(Reports.in(ReportLanguage.DE, Reports.failed()));
    return reports;
  }

  @ParameterizedTest
  @MethodSource("reports")
  void aReportIsPdfA3uAndPdfUaBeforeItIsSigned(IntegrityReport report) throws Exception {
    byte[] plain = new ReportPrinter(SigningKey.selfMade(keys).signer()).print(report);

    assertThat(Judge.violations(plain, PDFAFlavour.PDFA_3_U)).isEmpty();
    assertThat(Judge.violations(plain, PDFAFlavour.PDFUA_1)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("reports")
  void aSignedReportIsPdfA3uAndPdfUa(IntegrityReport report) throws Exception {
    byte[] signed = signed(report);

    assertThat(Judge.violations(signed, PDFAFlavour.PDFA_3_U)).isEmpty();
    assertThat(Judge.violations(signed, PDFAFlavour.PDFUA_1)).isEmpty();
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

    assertThat(Judge.violations(broken, flavour)).isNotEmpty();
  }

  private byte[] signed(IntegrityReport report) {
    SigningKey key = SigningKey.selfMade(keys);
    byte[] plain = new ReportPrinter(key.signer()).print(report);
    return new ReportSigner().sign(plain, key, Instant.now()).pdf();
  }
}
