package org.migrationauditor.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.command.runbook.Step;
import org.migrationauditor.messages.migration.MigrationId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Turns a migration round. */
@Command(
    name = "rollback",
    header = "Turn a migration round: its next steps take back what was begun.",
    description = {
      "",
      "The last step that was begun is taken back first, one that did not end as well. './auditor run' performs"
          + " the steps, reads the old data again and compares it with what was read before; that is the verdict."
          + " Nothing that the new platform holds is deleted.",
      "",
      "There is no way back once the deletion of old data was begun, and none from a rollback.",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:recorded; './auditor run' goes back now",
      "2:refused: there is no way back from where it stands, or nothing to undo; nothing was recorded",
      "5:this machine is in the way: no database, disk full, another process runs it"
    })
public final class RollbackCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(index = "0", paramLabel = "MIGRATION", description = "name of the migration")
  private String migration = "";

  @Option(names = "--as", required = true, paramLabel = "NAME", description = "who decides it")
  private String person = "";

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why")
  private String reason = "";

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Terminal terminal = Terminal.of(spec);
    try (Platform platform = Platform.open(common.home())) {
      MigrationId id = platform.resolve(migration);
      List<Step> back = platform.rollback(id, person, reason);
      for (Step step : back) {
        terminal.print(
            Terminal.safe("  %-34s %s".formatted(step.planned().stepId(), step.planned().title())));
      }
      terminal.print("%d steps lead back: ./auditor run %s".formatted(back.size(), id));
      return ExitStatus.OK;
    }
  }
}
