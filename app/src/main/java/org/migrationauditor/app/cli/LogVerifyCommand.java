package org.migrationauditor.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.anchor.TimeStamps;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.app.platform.Sealing;
import org.migrationauditor.command.seal.LogFlaw;
import org.migrationauditor.command.seal.LogVerdict;
import org.migrationauditor.evidence.Checkpoint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Works everything out anew. */
@Command(
    name = "verify",
    header = "Work the whole log out anew from the stored events, and say what is not as it was.",
    description = {
      "",
      "Compares every event with its leaf, every leaf with the heads, and the last head with the one that"
          + " this home keeps beside its database. Time stamps of heads are checked against the certificates of"
          + " AUDITOR_TSA_CERTIFICATES.",
      ""
    })
final class LogVerifyCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(
      names = {"--head", "--heads"},
      paramLabel = "FILE|DIR",
      description =
          "a head that was kept elsewhere, or a folder of files NAME.head; may be given several times")
  private List<Path> heads = List.of();

  @Option(names = "--json", description = "print one JSON object")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    EventProgress progress = new EventProgress("verified");
    try (Platform platform = Platform.open(common.home())) {
      Sealing sealing = platform.sealing();
      progress.expect(sealing.log().size());
      List<TimeStamps.Looked> stamps = TimeStamps.of(common.home(), System::getenv).look();
      LogVerdict verdict = sealing.verify(HeadCopies.files(heads, stamps), progress::advance);
      if (json) {
        terminal.print(Json.line("log", verdict));
      } else {
        print(terminal, verdict);
      }
      return HeadCopies.tell(stamps, terminal, json) ? status(verdict) : ExitStatus.FAILED;
    }
  }

  private static void print(Terminal terminal, LogVerdict verdict) {
    for (LogFlaw flaw : verdict.flaws()) {
      String event =
          flaw.migration() == null
              ? "the log"
              : "event %d of '%s'".formatted(flaw.sequence(), flaw.migration());
      terminal.print(Terminal.safe("%-13s %s: %s".formatted(flaw.kind(), event, flaw.words())));
    }
    if (verdict.found() > verdict.flaws().size()) {
      terminal.print(
          String.format(Locale.ROOT, "and %,d more", verdict.found() - verdict.flaws().size()));
    }
    for (LogVerdict.EventTime time : verdict.clockWentBack()) {
      terminal.print(
          Terminal.safe(
              "the clock went back before event %d of '%s': from %s to %s"
                  .formatted(time.sequence(), time.migration(), time.before(), time.at())));
    }
    Checkpoint head = verdict.head();
    terminal.print(
        String.format(
            Locale.ROOT,
            "%,d events, %,d not sealed yet, root %s",
            verdict.events(),
            verdict.unsealed(),
            head == null ? "none" : head.root()));
    terminal.print(
        switch (status(verdict)) {
          case ExitStatus.OK -> "the history is as it was sealed";
          case ExitStatus.FAILED -> "the history or its log is not as it was sealed";
          default -> "not everything is sealed";
        });
  }

  private static int status(LogVerdict verdict) {
    if (verdict.found() > 0) {
      return ExitStatus.FAILED;
    }
    return verdict.events() == 0 || verdict.unsealed() > 0
        ? ExitStatus.INDETERMINATE
        : ExitStatus.OK;
  }
}
