package org.migrationauditor.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.app.reporting.ReportStandingCheck;
import org.migrationauditor.command.seal.LogVerdict;
import org.migrationauditor.evidence.BrokenHistoryException;
import org.migrationauditor.evidence.HistoryLog;
import org.migrationauditor.evidence.StoredEvent;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.report.HistoryHead;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.messages.report.SealedHead;
import org.migrationauditor.signatures.Check;

/**
 * Whether the events of a home still give the heads that a report has printed, and how it stands by
 * them.
 */
final class LogCheck {
  private static final String HISTORY = "history";
  private static final String LOG = "log";

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
      return new LogAnswer(
          List.of(
              new Check(
                  HISTORY,
                  Verdict.INDETERMINATE,
                  "this home has no migration '%s'; its history was not looked at".formatted(id))),
          null,
          null);
    }
    List<Check> checks = new ArrayList<>();
    checks.add(history(id, report.head()));
    if (report.sealed() != null) {
      checks.add(log(report.sealed()));
    }
    ReportStandingCheck standing = new ReportStandingCheck(platform.state(id));
    checks.add(standing.of(report.reportId(), issued));
    return new LogAnswer(
        checks,
        standing.standing(report.reportId()).orElse(null),
        standing.replacedBy(report.reportId()).orElse(null));
  }

  private Check history(MigrationId id, HistoryHead printed) {
    try (Stream<StoredEvent> events = platform.stored(id)) {
      HistoryHead now = HistoryLog.head(events.limit(printed.events()));
      return now.equals(printed)
          ? passed(
              HISTORY, "the first %,d events still give the head printed in it", printed.events())
          : new Check(
              HISTORY,
              Verdict.FAILED,
              "the events do not give the head printed in it: the history was rewritten");
    } catch (BrokenHistoryException e) {
      return new Check(HISTORY, Verdict.FAILED, "the stored history is broken: " + e.getMessage());
    }
  }

  private Check log(SealedHead printed) {
    if (!printed.noteAgrees()) {
      return new Check(
          LOG,
          Verdict.FAILED,
          "the head printed in it is another than that of the signed note beside it");
    }
    try {
      Path note = Files.createTempFile("report", ".head");
      try {
        Files.writeString(note, printed.note());
        return told(printed, platform.sealing().verify(List.of(note), done -> {}));
      } finally {
        Files.delete(note);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Check told(SealedHead printed, LogVerdict verdict) {
    return verdict.found() == 0
        ? passed(
            LOG,
            "the sealed log of this home still holds the head of %,d events printed in it",
            printed.size())
        : new Check(
            LOG,
            Verdict.FAILED,
            "the sealed log of this home is not the one whose head is printed in it: "
                + verdict.flaws().getFirst().words());
  }

  private static Check passed(String what, String sentence, long events) {
    return new Check(what, Verdict.PASSED, String.format(Locale.ROOT, sentence, events));
  }
}
