package org.migrationauditor.reports.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.reports.PdfText;
import org.migrationauditor.reports.Reports;
import org.migrationauditor.reports.check.ReportCheck;
import org.migrationauditor.reports.sign.ReportSigner;
import org.migrationauditor.reports.sign.SigningKey;
import org.migrationauditor.signatures.Signer;

/**
 * The report that {@code docs/} shows to whoever has none yet is one as they are printed now.
 * {@code -Dsample.write=true} makes it anew.
 */
class SampleReportTest {
  private static final Path SAMPLE = Path.of("../docs/sample-report.pdf");

  @Test
  void isWhatAReportIsToday(@TempDir Path keys) throws Exception {
    if (Boolean.getBoolean("sample.write")) {
      SigningKey key = SigningKey.selfMade(keys);
      byte[] pdf = new ReportPrinter(key.signer()).print(Reports.failed());
      Files.write(SAMPLE, new ReportSigner().sign(pdf, key, Instant.now()).pdf());
    }

    ReportCheck check = ReportCheck.of(SAMPLE);

    assertThat(check.verdict()).as(check.checks().toString()).isEqualTo(Verdict.PASSED);
    Signer signer = check.signer().orElseThrow();
    assertThat(PdfText.of(Files.readAllBytes(SAMPLE)))
        .isEqualTo(PdfText.of(new ReportPrinter(signer).print(Reports.failed())));
  }
}
