package org.migrationauditor.app.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Home;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.StepStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a migration from where it stands. */
@Command(
    name = "run",
    header = "Run a migration from where it stands to the next point where a person is needed.",
    description = {
      "",
      "The same command goes on after a crash, a kill or a reboot. A script that still runs is waited"
          + " for, and none is started a second time unless you say so with --again.",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:every step is done and every comparison passed",
      "1:a step failed, or a comparison did",
      "2:there is no such migration, or a rule refused; nothing was done",
      "3:a comparison is INDETERMINATE, so a step was refused or the answer is unknown",
      "4:a person must act first; the last line says who and how",
      "5:this machine is in the way: no database, disk full, another process runs it",
      "130:interrupted; the same command goes on"
    })
public final class RunCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Mixin private final KnownMigration migration = new KnownMigration();

  @Option(names = "--as", paramLabel = "NAME", description = "who runs it; default: your login")
  private String who = System.getProperty("user.name", "unknown");

  @Option(
      names = "--after-boot",
      description = "go on only if it waits for a reboot, as a service at each boot does")
  private boolean afterBoot;

  @Option(
      names = "--again",
      paramLabel = "STEP",
      description = "try this step once more first; needs --reason")
  private @Nullable String again;

  @Option(names = "--reason", paramLabel = "TEXT", description = "why it may be tried once more")
  private @Nullable String reason;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if ((again == null) != (reason == null)) {
      throw new CommandFailure(
          ExitStatus.REFUSED, "run: --again and --reason go together; nothing was done");
    }
    Home home = common.home();
    Terminal terminal = Terminal.of(spec);
    try (Platform platform = Platform.open(home)) {
      MigrationId id = migration.in(platform);
      if (afterBoot && !waitsForReboot(platform.state(id))) {
        terminal.print("%s waits for no reboot; nothing was done".formatted(id));
        return ExitStatus.OK;
      }
      if (again != null && reason != null) {
        platform.repeat(id, new StepId(again), who, reason);
      }
      return new RunSession(platform, home.verifier(), terminal, id, who)
          .run(new RunView(terminal));
    }
  }

  private static boolean waitsForReboot(MigrationState state) {
    return state.course().stream()
        .anyMatch(
            step ->
                step.status() == StepStatus.STARTED
                    && step.step().action() == ActionKind.AWAIT_REBOOT);
  }
}
