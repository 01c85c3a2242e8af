package org.migrationauditor.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.reports.check.Expected;
import org.migrationauditor.reports.check.ReportCheck;
import org.migrationauditor.signatures.Check;

/**
 * What was found out about a report, a line for each question.
 *
 * @param check what the file itself tells
 * @param history what it tells of the report
 */
record VerifiedReport(Path file, ReportCheck check, LogAnswer history) {
  /**
   * Checks one. The history is not asked about a file that was changed, whose words are nobody's.
   *
   * @param history takes a report and the digest of the file as its first signer left it
   */
  static VerifiedReport of(
      Path file, Expected expected, BiFunction<IntegrityReport, ContentDigest, LogAnswer> history) {
    ReportCheck check = ReportCheck.of(file, expected);
    LogAnswer about =
        check.verdict() == Verdict.FAILED
            ? LogAnswer.none()
            : check
                .report()
                .flatMap(report -> check.issued().map(issued -> history.apply(report, issued)))
                .orElseGet(LogAnswer::none);
    return new VerifiedReport(file, check, about);
  }

  /** Of the file, and of the history where that was asked. */
  Verdict verdict() {
    return Verdict.worst(Stream.concat(Stream.of(check.verdict()), history.verdicts()));
  }

  void print(Terminal terminal, boolean json) {
    Stream.concat(check.checks().stream(), history.checks().stream())
        .map(part -> json ? Json.line("check", part) : line(part))
        .forEach(terminal::print);
    if (json) {
      check.signatures().forEach(each -> terminal.print(Json.line("signature", each)));
    }
    terminal.print(
        json
            ? Json.line("report-check", members())
            : Terminal.verdict(verdict()) + " " + Terminal.safe(file.toString()));
  }

  private static String line(Check part) {
    return "%s %s: %s"
        .formatted(
            Terminal.verdictColumn(part.verdict()),
            Terminal.safe(part.what()),
            Terminal.safe(part.sentence()));
  }

  /** How it stands is left out where the history was not asked or does not know it. */
  private Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("file", file.toString());
    members.put("verdict", verdict());
    if (history.standing() != null) {
      members.put("standing", history.standing());
    }
    if (history.replacedBy() != null) {
      members.put("replacedBy", history.replacedBy());
    }
    return members;
  }
}
