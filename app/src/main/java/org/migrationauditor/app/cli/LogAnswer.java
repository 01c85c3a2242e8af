package org.migrationauditor.app.cli;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.query.ReportStanding;
import org.migrationauditor.signatures.Check;

/**
 * What the history tells of a report.
 *
 * @param checks one for each question that was asked of it
 * @param standing of the report; null if the history was not asked or does not know it
 * @param replacedBy id of the last report of the same scope; null if there is no later one
 */
record LogAnswer(
    List<Check> checks, @Nullable ReportStanding standing, @Nullable String replacedBy) {
  /** Nobody asked, so nothing is known and nothing of it counts. */
  static final LogAnswer NOT_ASKED =
      only(
          List.of(
              Check.unknown(
                  "log",
                  "whether the operator's history is still the one below this report, and whether it"
                      + " was superseded or withdrawn, was not looked at; --log does, where that"
                      + " history is kept")));

  LogAnswer {
    checks = List.copyOf(checks);
  }

  /** Of a report about which nothing was asked, since it tells nothing that can be believed. */
  static LogAnswer none() {
    return only(List.of());
  }

  /** Of these questions alone. */
  static LogAnswer only(List<Check> checks) {
    return new LogAnswer(checks, null, null);
  }

  /** What counts for the report; nothing where nobody asked. */
  Stream<Verdict> verdicts() {
    return equals(NOT_ASKED) ? Stream.empty() : checks.stream().map(Check::verdict);
  }
}
