package org.migrationauditor.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Home;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.command.action.Starts;
import org.migrationauditor.command.action.terminal.HeldProgram;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.query.ClockJump;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.StepState;
import org.migrationauditor.messages.query.StepStatus;
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
  public Integer call() throws InterruptedException {
    Home home = common.home();
    try (Platform platform = Platform.open(home)) {
      MigrationState state = platform.state(migration.in(platform));
      List<ClockJump> clock = platform.history().clock(state.migrationId());
      Terminal terminal = Terminal.of(spec);
      if (json) {
        terminal.print(Json.line("migration", state));
        clock.forEach(jump -> terminal.print(ClockView.json(jump)));
      } else {
        StateView.print(terminal, state);
        clock.forEach(jump -> terminal.print(ClockView.sentence(jump)));
        platform
            .chains()
            .of(state.migrationId())
            .ifPresent(chain -> terminal.print(ChainView.link(chain, state.migrationId())));
        String next = prompt(home, state).orElseGet(() -> NextStep.of(state));
        terminal.print("next: " + Terminal.safe(next));
      }
      return ExitStatus.OK;
    }
  }

  /** The prompt at which a script of the migration waits for a person; empty when none does. */
  private static Optional<String> prompt(Home home, MigrationState state)
      throws InterruptedException {
    for (StepState step : state.course()) {
      if (step.status() == StepStatus.STARTED && step.step().action() == ActionKind.RUN_SCRIPT) {
        return prompt(home, state.migrationId(), step.step().stepId());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> prompt(Home home, MigrationId id, StepId step)
      throws InterruptedException {
    try {
      HeldProgram program = new Starts(home.workspace(id), step).last().orElse(null);
      return program == null || program.state() != HeldProgram.State.RUNNING
          ? Optional.empty()
          : program
              .question()
              .map(
                  asked ->
                      "the script of step '%s' waits at '%s': ./auditor answer %s %s"
                          .formatted(step, asked.prompt(), id, step));
    } catch (IOException e) {
      return Optional.empty(); // kept by another user, or gone: the events say what is known
    }
  }
}
