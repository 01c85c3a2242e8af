package org.migrationauditor.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.query.ClockJump;
import org.migrationauditor.messages.query.Decision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what was known when somebody decided. */
@Command(
    name = "known",
    header = "Show what was known when somebody approved, accepted or decided something.",
    description = {
      "",
      "Of each decision: what the history held at that moment, and what came to light only afterwards. What a"
          + " person looked at of it is not recorded.",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:shown; no later event contradicts what was known",
      "1:shown; a later event contradicts what was known, or took a decision back",
      "2:there is no such migration, or no such step in it",
      "5:this machine is in the way: no database, disk full"
    })
public final class KnownCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(index = "0", paramLabel = "MIGRATION", description = "name of the migration")
  private String migration = "";

  @Parameters(
      index = "1",
      paramLabel = "STEP",
      arity = "0..1",
      description = "only what was decided about this step")
  private @Nullable String step;

  @Option(names = "--json", description = "print JSON Lines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    try (Platform platform = Platform.open(common.home())) {
      MigrationId id = platform.resolve(migration);
      List<Decision> decisions = decisions(platform, id);
      List<ClockJump> clock = platform.history().clock(id);
      Terminal terminal = Terminal.of(spec);
      if (json) {
        decisions.forEach(decision -> terminal.print(Json.line("decision", decision)));
        clock.forEach(jump -> terminal.print(ClockView.json(jump)));
      } else {
        DecisionView view = new DecisionView(terminal, id);
        decisions.forEach(view::print);
        clock.forEach(jump -> terminal.print(ClockView.sentence(jump)));
        terminal.print(conclusion(decisions));
      }
      return contradicted(decisions) == 0 ? ExitStatus.OK : ExitStatus.FAILED;
    }
  }

  private List<Decision> decisions(Platform platform, MigrationId id) {
    List<Decision> all = platform.history().decisions(id);
    if (step == null) {
      return all;
    }
    StepId about = new StepId(step);
    if (platform.state(id).steps().stream()
        .noneMatch(state -> state.step().stepId().equals(about))) {
      throw new CommandFailure(
          ExitStatus.REFUSED,
          "migration '%s': has no step '%s'; nothing is shown, ./auditor status %s lists them"
              .formatted(id, about, id));
    }
    return all.stream().filter(decision -> about.equals(decision.event().stepId())).toList();
  }

  private static String conclusion(List<Decision> decisions) {
    return decisions.isEmpty()
        ? "nobody decided anything"
        : "%d decisions, of which later events contradict %d"
            .formatted(decisions.size(), contradicted(decisions));
  }

  private static long contradicted(List<Decision> decisions) {
    return decisions.stream().filter(decision -> !decision.later().isEmpty()).count();
  }
}
