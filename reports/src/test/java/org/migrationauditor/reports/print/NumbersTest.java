package org.migrationauditor.reports.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.messages.report.ReportLanguage;
import org.migrationauditor.messages.report.ReportedComparison;
import org.migrationauditor.reports.Reports;
import org.migrationauditor.signatures.Signer;

/** Whatever has more than two digits on a page is in the evidence, or is the difference of two. */
class NumbersTest {
  private static final Signer SIGNER =
      new Signer("CN=Migration Auditor self-made key", Reports.digest(20), true);
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w.,:/])\\d[\\d.,]*\\d(?![\\w:/])");

  static Stream<IntegrityReport> reports() {
    return GoldenReports.all().values().stream()
        .flatMap(
            report ->
                Stream.of(ReportLanguage.values()).map(language -> Reports.in(language, report)));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void everyNumberOfThePagesIsTheEvidences(IntegrityReport report) throws IOException {
    byte[] json = new AttachedEvidence().json(report);
    Set<String> known = numbers(new String(json, StandardCharsets.UTF_8));
    for (ReportedComparison comparison : report.comparisons()) {
      differences(known, comparison);
    }

    String text = StructureText.of(new ReportPrinter(SIGNER).print(report));
    Set<String> printed =
        numbers(text.replaceAll("RFC 9162|SHA-256|\\d+[.,]\\d s\\b|\\[U\\+\\w+]", ""));

    printed.removeAll(known);
    assertThat(printed).allMatch(number -> number.length() < 3);
  }

  private static void differences(Set<String> known, ReportedComparison comparison) {
    for (Measure measure : Measure.values()) {
      long before = measure.in(comparison.beforeCounts());
      long after = measure.in(comparison.afterCounts());
      known.add(Long.toString(Math.abs(after - before)));
      if (measure.isSize()) {
        known.addAll(numbers(Wording.of(ReportLanguage.EN).bytes(before)));
        known.addAll(numbers(Wording.of(ReportLanguage.EN).bytes(after)));
      }
    }
    long grouped = comparison.groups().stream().mapToLong(group -> group.count()).sum();
    known.add(Long.toString(comparison.findingsTotal() - grouped));
    known.add(Long.toString(comparison.findingsTotal() - comparison.findings().size()));
  }

  /** Without separators, which are the language's. */
  private static Set<String> numbers(String text) {
    Set<String> numbers = new TreeSet<>();
    Matcher found = NUMBER.matcher(text);
    while (found.find()) {
      numbers.add(found.group().replaceAll("[.,]", ""));
    }
    return numbers;
  }
}
