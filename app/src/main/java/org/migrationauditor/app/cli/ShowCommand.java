package org.migrationauditor.app.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.query.MigrationState;
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
      "Nothing that was stored later is looked at: what is shown was known then.",
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
      description = "time with zone, such as 2026-03-01T22:15:00+01:00, or number of an event")
  private String at = "";

  @Option(names = "--json", description = "print JSON Lines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    try (Platform platform = Platform.open(common.home())) {
      MigrationId id = migration.in(platform);
      MigrationState state = stateAt(platform, id).orElseThrow(() -> nothingYet(id));
      Terminal terminal = Terminal.of(spec);
      if (json) {
        terminal.print(Json.line("migration", state));
      } else {
        StateView.print(terminal, state);
      }
      return ExitStatus.OK;
    }
  }

  private Optional<MigrationState> stateAt(Platform platform, MigrationId id) {
    if (at.chars().allMatch(Character::isDigit) && at.length() < 10) {
      return platform.history().stateAtSequence(id, Long.parseLong(at));
    }
    return platform.history().stateAt(id, instant());
  }

  private Instant instant() {
    try {
      return OffsetDateTime.parse(at).toInstant();
    } catch (DateTimeException e) {
      throw new CommandFailure(
          ExitStatus.REFUSED,
          "show: '%s' is neither a time with zone, such as 2026-03-01T22:15:00+01:00, nor the number of an event"
              .formatted(at));
    }
  }

  private CommandFailure nothingYet(MigrationId id) {
    return new CommandFailure(
        ExitStatus.REFUSED,
        "show: migration '%s' had not begun at %s; ./auditor history %s lists its events"
            .formatted(id, at, id));
  }
}
