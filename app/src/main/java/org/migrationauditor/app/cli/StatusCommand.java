package org.migrationauditor.app.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.messages.query.MigrationState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows a migration as it stands. */
@Command(
    name = "status",
    header = "Show where a migration stands and what it waits for.",
    description = {"", "The last line says which step comes next, and who must act.", ""},
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:shown",
      "2:there is no such migration",
      "5:this machine is in the way: no database, disk full"
    })
public final class StatusCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Mixin private final KnownMigration migration = new KnownMigration();

  @Option(names = "--json", description = "print JSON Lines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    try (Platform platform = Platform.open(common.home())) {
      MigrationState state = platform.state(migration.in(platform));
      Terminal terminal = Terminal.of(spec);
      if (json) {
        terminal.print(Json.line("migration", state));
      } else {
        StateView.print(terminal, state);
        terminal.print("next: " + Terminal.safe(NextStep.of(state)));
      }
      return ExitStatus.OK;
    }
  }
}
