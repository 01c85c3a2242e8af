package org.migrationauditor.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.query.ClockJump;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.ProgramVersion;
import org.migrationauditor.query.history.MigrationHistory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows a migration as it was. */
@Command(
    name = "show",
    header = "Show a migration as it was at a time or after an event, by replay.",
    description = {
      "",
      "Nothing that was stored later is looked at: what is shown was known then. The last line names the version"
          + " of the program that decided, which may be another than the one that reads it now.",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:shown",
      "2:there is no such migration, or it had not begun",
      "5:this machine is in the way: no database, disk full"
    })
public final class ShowCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Mixin private final KnownMigration migration = new KnownMigration();

  @Option(
      names = "--at",
      required = true,
      paramLabel = "TIME|EVENT",
      description = RequestedMoment.DESCRIPTION)
  private String at = "";

  @Option(names = "--json", description = "print JSON Lines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    try (Platform platform = Platform.open(common.home())) {
      MigrationId id = migration.in(platform);
      MigrationHistory history = platform.history();
      MigrationState state =
          history
              .state(id, RequestedMoment.of("show", at, platform, id))
              .orElseThrow(() -> nothingYet(id));
      List<ProgramVersion> programs = history.programs(id, state.sequence());
      List<ClockJump> clock =
          history.clock(id).stream().filter(jump -> jump.after() <= state.sequence()).toList();
      Terminal terminal = Terminal.of(spec);
      if (json) {
        terminal.print(Json.line("migration", state));
        terminal.print(ProgramView.json(programs));
        clock.forEach(jump -> terminal.print(ClockView.json(jump)));
      } else {
        StateView.print(terminal, state);
        clock.forEach(jump -> terminal.print(ClockView.sentence(jump)));
        terminal.print(Terminal.safe(ProgramView.sentence(programs)));
      }
      return ExitStatus.OK;
    }
  }

  private CommandFailure nothingYet(MigrationId id) {
    return new CommandFailure(
        ExitStatus.REFUSED,
        "show: migration '%s' had not begun at %s; ./auditor history %s lists its events"
            .formatted(id, at, id));
  }
}
