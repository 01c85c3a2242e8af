package org.migrationauditor.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.migrationauditor.app.demo.RehearsalPeople;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.app.platform.RunbookFile;
import org.migrationauditor.command.action.Console;
import org.migrationauditor.command.run.RunEnd;
import org.migrationauditor.command.run.RunWatcher;
import org.migrationauditor.command.runbook.Loss;
import org.migrationauditor.command.runbook.Plan;
import org.migrationauditor.command.runbook.Step;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.Outcome;
import org.migrationauditor.messages.migration.Roles;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.StepState;
import org.migrationauditor.messages.query.StepStatus;
import org.migrationauditor.rehearsal.RehearsalHost;

/** One migration of one rehearsal host, which runs from step to step in this process. */
final class PractisedNight {
  private static final String WHO = "olga";

  private final Platform platform;
  private final MigrationId id;
  private final RehearsalHost host;
  private final Plan plan;

  /** Thrown where a run is to stop, as a crash between two steps would. */
  static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private PractisedNight(Platform platform, MigrationId id, RehearsalHost host, Plan plan) {
    this.platform = platform;
    this.id = id;
    this.host = host;
    this.plan = plan;
  }

  static synchronized PractisedNight plan(
      Platform platform,
      String name,
      RehearsalHost host,
      RunbookFile runbook,
      Map<String, String> parameters) {
    Plan plan = runbook.runbook().plan(parameters);
    MigrationId id = new MigrationId(name);
    Set<String> losses = Loss.ids(plan.losses());
    platform.plan(id, plan, losses, Roles.NONE, runbook.bytes(), true, WHO);
    return new PractisedNight(platform, id, host, plan);
  }

  MigrationId id() {
    return id;
  }

  RehearsalHost host() {
    return host;
  }

  /** Steps of the plan, by id, in order. */
  List<String> steps() {
    return plan.steps().stream().map(step -> step.planned().stepId().value()).toList();
  }

  MigrationState state() {
    return platform.state(id);
  }

  StepState state(String step) {
    return state().steps().stream()
        .filter(one -> one.step().stepId().value().equals(step))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Runs until it ends, or is about to start a step.
   *
   * @param step its id; empty for none
   */
  RunEnd runTo(String step) throws Exception {
    return run(
        starting -> {
          if (starting.equals(step)) {
            throw new Stop();
          }
        });
  }

  /**
   * Runs until it ends.
   *
   * @param starting told each step that is about to start, by id; may throw {@link Stop}
   */
  RunEnd run(Consumer<String> starting) throws Exception {
    RunWatcher watcher =
        new RunWatcher() {
          @Override
          public void starting(Step step, int number, int of, int attempt, boolean resumed) {
            starting.accept(step.planned().stepId().value());
          }

          @Override
          public void ended(Step step, Outcome outcome) {}
        };
    try (RehearsalPeople people = RehearsalPeople.of(platform, id, plan.parameters(), WHO)) {
      RunWatcher watching = people.watching(watcher, told -> {});
      RunEnd end;
      do {
        end = platform.run(id, WHO, Console.UNWATCHED, watching);
      } while (people.act(end));
      return end;
    } catch (Stop stop) {
      return new RunEnd.Completed();
    }
  }

  /** Lets a step be done anew, where a run would not do it by itself. */
  void mended(String step) {
    StepState state = state(step);
    boolean again = state.status() == StepStatus.FAILED && state.step().idempotent();
    if (!again && state.attempts() > 0) {
      platform.repeat(id, new StepId(step), WHO, "what went wrong was mended");
    }
  }

  /** Folder of the host's root, where everything of it lies. */
  Path root() {
    return Path.of(plan.parameters().getOrDefault("toolsPath", "")).resolveSibling("");
  }
}
