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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a migration as it stands. */
@Command(
    name = "status",
    header = "Show where a migration stands and what it waits for.",
    description = {},
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:shown",
      "2:there is no such migration",
      "5:this machine is in the way: no database, disk full"
    })
public final class StatusCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(
      paramLabel = "MIGRATION",
      arity = "0..1",
      description = "name of the migration; may be left out when there is only one")
  private @Nullable String migration;

  @Option(names = "--json", description = "print JSON Lines")
  private boolean json;

  @Override
  public Integer call() {
    try (Platform platform = Platform.open(common.home())) {
      MigrationState state = platform.state(platform.resolve(migration));
      Terminal terminal = Terminal.of(spec);
      if (json) {
        terminal.print(Json.line("migration", state));
      } else {
        StateView.print(terminal, state);
      }
      return ExitStatus.OK;
    }
  }

  @Spec private @Nullable CommandSpec spec;
}
