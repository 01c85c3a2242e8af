package org.migrationauditor.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.reports.check.ReportCheck;
import org.migrationauditor.signatures.Check;

/** What was found out about a report, a line for each question. */
final class VerifiedReport {
  private VerifiedReport() {}

  /**
   * @param history answers about the history below the report
   */
  static void print(
      Terminal terminal,
      boolean json,
      Path file,
      ReportCheck check,
      List<Check> history,
      Verdict verdict) {
    Stream.concat(check.checks().stream(), history.stream())
        .map(
            part ->
                json
                    ? Json.line("check", part)
                    : "%s %s: %s"
                        .formatted(
                            Terminal.verdictColumn(part.verdict()),
                            Terminal.safe(part.what()),
                            Terminal.safe(part.sentence())))
        .forEach(terminal::print);
    if (json) {
      check.signatures().forEach(each -> terminal.print(Json.line("signature", each)));
    }
    terminal.print(
        json
            ? Json.line("report-check", "file", file.toString(), "verdict", verdict)
            : Terminal.verdict(verdict) + " " + Terminal.safe(file.toString()));
  }
}
