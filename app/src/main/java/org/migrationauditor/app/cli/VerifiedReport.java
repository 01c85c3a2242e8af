package org.migrationauditor.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.reports.check.ReportCheck;

/** What was found out about a report, a line for each question. */
final class VerifiedReport {
  private VerifiedReport() {}

  /**
   * @param history what it tells of the report
   */
  static void print(
      Terminal terminal,
      boolean json,
      Path file,
      ReportCheck check,
      LogAnswer history,
      Verdict verdict) {
    Stream.concat(check.checks().stream(), history.checks().stream())
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
            ? Json.line("report-check", members(file, verdict, history))
            : Terminal.verdict(verdict) + " " + Terminal.safe(file.toString()));
  }

  /** How it stands is left out where the history was not asked or does not know it. */
  private static Map<String, Object> members(Path file, Verdict verdict, LogAnswer history) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("file", file.toString());
    members.put("verdict", verdict);
    if (history.standing() != null) {
      members.put("standing", history.standing());
    }
    if (history.replacedBy() != null) {
      members.put("replacedBy", history.replacedBy());
    }
    return members;
  }
}
