package org.migrationauditor.reports.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.messages.report.ReportLanguage;
import org.migrationauditor.reports.Reports;
import org.migrationauditor.signatures.Signer;

/**
 * What a screen reader is told of each kind of report, word by word and tag by tag. After a change
 * that is meant, {@code -Dgolden.write=true} writes the files anew; read the difference.
 */
class GoldenReportTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden");
  private static final Signer SIGNER =
      new Signer("CN=Migration Auditor self-made key", Reports.digest(20), true);

  static Stream<Arguments> reports() {
    return GoldenReports.all().keySet().stream()
        .flatMap(
            name ->
                Stream.of(ReportLanguage.values()).map(language -> Arguments.of(name, language)));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void everyWordAndTagIsAsItWas(String name, ReportLanguage language) throws IOException {
    IntegrityReport report =
        Reports.in(language, Objects.requireNonNull(GoldenReports.all().get(name)));

    asItWas(name, report, new FontFiles());
  }

  @ParameterizedTest
  @EnumSource
  void whatThereIsNoFontForIsSpelled(ReportLanguage language) throws IOException {
    IntegrityReport report = Reports.in(language, GoldenReports.withoutFont());

    asItWas("cjk", report, new FontFiles(Path.of("no-such-font")));
  }

  private static void asItWas(String name, IntegrityReport report, FontFiles fonts)
      throws IOException {
    Path golden = FOLDER.resolve("%s.%s.txt".formatted(name, report.language()));
    String now =
        StructureText.of(new ReportPrinter(SIGNER, fonts).print(report))
            .replace(digestOf(new AttachedEvidence().json(report)), "[SHA-256 of report.json]");
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(FOLDER);
      Files.writeString(golden, now);
    }

    assertThat(now).isEqualTo(Files.readString(golden));
  }

  /** New fields of the evidence are no change of the pages. */
  private static String digestOf(byte[] json) {
    return AttachedFile.of("report.json", "application/json", "", json).listed().sha256().hex();
  }
}
