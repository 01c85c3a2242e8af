package org.migrationauditor.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.app.reporting.ReportStandingCheck;
import org.migrationauditor.evidence.BrokenHistoryException;
import org.migrationauditor.evidence.HistoryLog;
import org.migrationauditor.evidence.StoredEvent;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.report.HistoryHead;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.query.history.UnreadableHistoryException;
import org.migrationauditor.signatures.Check;

/**
 * Whether the events of a home still give the heads that a report has printed, and how it stands by
 * them. A history that is none is an answer, never an exception.
 */
final class LogCheck {
  private static final String HISTORY = "history";

  private final Platform platform;

  /** Works the heads out from the events of this home. */
  LogCheck(Platform platform) {
    this.platform = platform;
  }

  /**
   * One answer for each head, and one for how the report stands.
   *
   * @param issued digest of the file as its first signer left it
   */
  LogAnswer of(IntegrityReport report, ContentDigest issued) {
    MigrationId id = report.migration().migrationId();
    if (!platform.migrations().contains(id)) {
      return LogAnswer.only(
          List.of(
              Check.unknown(
                  HISTORY,
                  "this home has no migration '%s'; its history was not looked at".formatted(id))));
    }
    List<Check> checks = new ArrayList<>();
    checks.add(history(id, report.head()));
    if (report.sealed() != null) {
      checks.add(new SealedHeadCheck(platform.sealing()).of(report.sealed()));
    }
    try {
      return platform
          .history()
          .state(id)
          .map(now -> standing(checks, new ReportStandingCheck(now), report.reportId(), issued))
          .orElseGet(() -> unread(checks, "it does not tell how the migration was planned"));
    } catch (UnreadableHistoryException | BrokenHistoryException e) {
      return unread(checks, String.valueOf(e.getMessage()));
    }
  }

  private static LogAnswer standing(
      List<Check> before, ReportStandingCheck standing, String reportId, ContentDigest issued) {
    List<Check> checks = new ArrayList<>(before);
    checks.add(standing.of(reportId, issued));
    return new LogAnswer(
        checks,
        standing.standing(reportId, issued).orElse(null),
        standing.replacedBy(reportId, issued).orElse(null));
  }

  private static LogAnswer unread(List<Check> before, String why) {
    List<Check> checks = new ArrayList<>(before);
    checks.add(Check.unknown(ReportStandingCheck.WHAT, "the history cannot be read: " + why));
    return LogAnswer.only(checks);
  }

  private Check history(MigrationId id, HistoryHead printed) {
    try (Stream<StoredEvent> events = platform.stored(id)) {
      HistoryHead now = HistoryLog.head(events.limit(printed.events()));
      return now.equals(printed)
          ? Check.passed(
              HISTORY,
              String.format(
                  Locale.ROOT,
                  "the first %,d events still give the head printed in it",
                  printed.events()))
          : Check.failed(
              HISTORY, "the events do not give the head printed in it: the history was rewritten");
    } catch (BrokenHistoryException e) {
      return Check.failed(HISTORY, "the stored history is broken: " + e.getMessage());
    }
  }
}
