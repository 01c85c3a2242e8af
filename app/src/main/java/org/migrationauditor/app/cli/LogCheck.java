package org.migrationauditor.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.command.seal.LogVerdict;
import org.migrationauditor.evidence.BrokenHistoryException;
import org.migrationauditor.evidence.HistoryLog;
import org.migrationauditor.evidence.StoredEvent;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.report.HistoryHead;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.messages.report.SealedHead;
import org.migrationauditor.signatures.Check;

/** Whether the events of a home still give the heads that a report has printed. */
final class LogCheck {
  private static final String HISTORY = "history";
  private static final String LOG = "log";

  private final Platform platform;

  /** Works the heads out from the events of this home. */
  LogCheck(Platform platform) {
    this.platform = platform;
  }

  /** Words for a report whose heads nobody looked at. */
  static Check notLookedAt() {
    return new Check(
        LOG,
        Verdict.INDETERMINATE,
        "whether the operator's history is still the one below this report was not looked at;"
            + " --log does, where that history is kept");
  }

  /** One answer for each head. */
  List<Check> of(IntegrityReport report) {
    MigrationId id = report.migration().migrationId();
    if (!platform.migrations().contains(id)) {
      return List.of(
          new Check(
              HISTORY,
              Verdict.INDETERMINATE,
              "this home has no migration '%s'; its history was not looked at".formatted(id)));
    }
    SealedHead sealed = report.sealed();
    return sealed == null
        ? List.of(history(id, report.head()))
        : List.of(history(id, report.head()), log(sealed));
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
