package org.migrationauditor.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.app.platform.RunbookFile;
import org.migrationauditor.command.runbook.Step;
import org.migrationauditor.messages.migration.MigrationId;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has a migration go on by another runbook. */
@Command(
    name = "change",
    header = "Have a migration go on by another runbook, from where it stands.",
    description = {
      "",
      "Steps that were begun stay as they are, but for the checks of one that failed and what its script or"
          + " host check does; so does what proves and guards the others. Parameters are those of the plan."
          + " Approvals given before are void.",
      "",
      "Whoever may approve may change it; the reason is kept for ever, and both runbooks by their SHA-256.",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:recorded; './auditor run' goes on by it",
      "2:refused: the runbook is wrong or takes away too much, or you may not change it; nothing was"
          + " recorded",
      "5:this machine is in the way: no database, disk full, another process runs it"
    })
final class RunbookChangeCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "MIGRATION", description = "name of the migration")
  private String migration = "";

  @ArgGroup(multiplicity = "1")
  private RunbookSource source = new RunbookSource();

  @Option(names = "--as", required = true, paramLabel = "NAME", description = "who decides it")
  private String person = "";

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why")
  private String reason = "";

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    RunbookFile file = source.file();
    Terminal terminal = Terminal.of(spec);
    try (Platform platform = Platform.open(common.home())) {
      MigrationId id = platform.resolve(migration);
      List<Step> changed = platform.changeRunbook(id, file, person, reason);
      for (Step step : changed) {
        terminal.print(
            Terminal.safe("  %-34s %s".formatted(step.planned().stepId(), step.planned().title())));
      }
      terminal.print(
          "%d steps are new or otherwise by %s: ./auditor run %s"
              .formatted(changed.size(), file.runbook().id(), id));
      terminal.print("runbook SHA-256 " + file.runbook().digest());
      return ExitStatus.OK;
    }
  }
}
