package org.migrationauditor.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.migrationauditor.app.platform.Sealing;
import org.migrationauditor.command.seal.BrokenLogException;
import org.migrationauditor.command.seal.LogVerdict;
import org.migrationauditor.messages.report.SealedHead;
import org.migrationauditor.signatures.Check;

/** Whether the sealed log of a home still holds the head that a report has printed. */
final class SealedHeadCheck {
  private static final String LOG = "log";

  private final Sealing sealing;

  SealedHeadCheck(Sealing sealing) {
    this.sealing = sealing;
  }

  Check of(SealedHead printed) {
    if (!printed.noteAgrees()) {
      return Check.failed(
          LOG, "the head printed in it is another than that of the signed note beside it");
    }
    try {
      Path note = Files.createTempFile("report", ".head");
      try {
        Files.writeString(note, printed.note());
        return told(printed, sealing.verify(List.of(note), done -> {}));
      } finally {
        Files.delete(note);
      }
    } catch (BrokenLogException e) {
      return Check.failed(LOG, "the sealed log of this home is broken: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Check told(SealedHead printed, LogVerdict verdict) {
    return verdict.found() == 0
        ? Check.passed(
            LOG,
            String.format(
                Locale.ROOT,
                "the sealed log of this home still holds the head of %,d events printed in it",
                printed.size()))
        : Check.failed(
            LOG,
            "the sealed log of this home is not the one whose head is printed in it: "
                + verdict.flaws().getFirst().words());
  }
}
