package org.migrationauditor.command.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.ActionContext;
import org.migrationauditor.command.action.ActionPerformer;
import org.migrationauditor.command.action.ActionResult;
import org.migrationauditor.command.action.Console;
import org.migrationauditor.command.migration.MigrationRejection;
import org.migrationauditor.command.run.RunLedger.Standing;
import org.migrationauditor.command.runbook.Plan;
import org.migrationauditor.command.runbook.Step;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.Outcome;
import org.migrationauditor.messages.migration.PerformStep;
import org.migrationauditor.messages.migration.RecordComparison;
import org.migrationauditor.messages.migration.RecordInventory;
import org.migrationauditor.messages.migration.RecordOutcome;
import org.migrationauditor.messages.migration.RecordReports;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.query.StepStatus;

/**
 * Takes one migration from where its events say it stands to its end, or to the first step at which
 * a person, a rule or a failure stops it. Nothing is kept between runs but events and the marks
 * that actions leave in the workspace.
 */
public final class Runner {
  private static final String TOOLS_PATH = "toolsPath";
  private static final String BOOT_ID_FILE = "bootIdFile";
  private static final String KERNEL_BOOT_ID = "/proc/sys/kernel/random/boot_id";

  private final EventStore events;
  private final MigrationCommands commands;
  private final ActionPerformer performer;

  public Runner(EventStore events, MigrationCommands commands, ActionPerformer performer) {
    this.events = events;
    this.commands = commands;
    this.performer = performer;
  }

  /**
   * One run by one person.
   *
   * @param workspace folder of this migration
   * @param who runs it
   * @param mine whether the run lock is still held
   */
  public record Order(
      MigrationId migrationId,
      Plan plan,
      Path workspace,
      String who,
      BooleanSupplier mine,
      Console console,
      RunWatcher watcher) {}

  /**
   * Runs until something stops it. The caller holds the migration's {@link
   * org.migrationauditor.command.store.RunLock}.
   *
   * @throws InterruptedException if the thread was interrupted; the step under way has no recorded
   *     end then, and the next run goes on with it
   */
  public RunEnd run(Order order) throws InterruptedException {
    RunLedger ledger = RunLedger.read(events, order.migrationId());
    while (true) {
      List<Step> steps =
          ledger.wayBack().isEmpty()
              ? order.plan().steps()
              : order.plan().backwards(ledger.wayBack());
      int next = 0;
      while (next < steps.size() && ledger.of(id(steps.get(next))).is(StepStatus.SUCCEEDED)) {
        next++;
      }
      if (next == steps.size()) {
        return new RunEnd.Completed();
      }
      Optional<RunEnd> end = attempt(order, ledger, steps, next);
      if (end.isPresent()) {
        return end.get();
      }
      ledger.readOn();
    }
  }

  private Optional<RunEnd> attempt(Order order, RunLedger ledger, List<Step> steps, int index)
      throws InterruptedException {
    if (!order.mine().getAsBoolean()) {
      throw new IllegalStateException(
          "migration '%s': the connection that kept others from running it was lost; nothing more was started, run it again"
              .formatted(order.migrationId()));
    }
    Step step = steps.get(index);
    Standing standing = ledger.of(id(step));
    boolean open = standing.is(StepStatus.STARTED);
    boolean attested = open && step.planned().action().awaitsPerson();
    boolean resumed = open && !attested;
    boolean awaited =
        attested
            || (resumed && ActionPerformer.underWay(step.action(), order.workspace(), id(step)));
    int attempt = awaited ? standing.attempts() : standing.attempts() + 1;
    order.watcher().starting(step, index + 1, steps.size(), attempt, resumed);
    Caller caller = caller(order);
    if (!awaited) {
      try {
        commands.send(
            new PerformStep(
                order.migrationId(),
                id(step),
                attempt,
                Told.fit(ActionPerformer.summary(step.action()))),
            caller);
      } catch (MigrationRejection rejection) {
        return Optional.of(refused(step, rejection));
      }
      ledger.readOn(); // the clock may have been set since the last event
    }
    ActionResult result =
        performer.perform(
            step.action(),
            step.observe(),
            new ActionContext(
                order.migrationId(),
                id(step),
                attempt,
                order.workspace(),
                resumed,
                awaited ? standing.bootIdAtStart() : caller.bootId(),
                awaited
                    ? standing.attested()
                    : null, // what was said was said of an earlier attempt
                ledger.inventories(),
                ledger.comparisons(),
                toolsPath(order.plan()),
                !ledger.wayBack().isEmpty(),
                order.console()));
    return record(order, step, attempt, result);
  }

  private Optional<RunEnd> record(Order order, Step step, int attempt, ActionResult result) {
    MigrationId migration = order.migrationId();
    Caller caller = caller(order);
    Outcome outcome;
    switch (result) {
      case ActionResult.Ended ended -> {
        outcome = told(step, ended.outcome());
        commands.send(new RecordOutcome(migration, id(step), attempt, outcome), caller);
      }
      case ActionResult.Inventoried taken -> {
        outcome = told(step, taken.outcome());
        commands.send(
            new RecordInventory(
                migration, id(step), attempt, taken.inventory(), taken.shares(), outcome),
            caller);
      }
      case ActionResult.Compared compared -> {
        outcome = told(step, compared.outcome());
        commands.send(
            new RecordComparison(
                migration, id(step), attempt, compared.comparison(), compared.shares(), outcome),
            caller);
      }
      case ActionResult.Reported reported -> {
        outcome = told(step, reported.outcome());
        commands.send(
            new RecordReports(migration, id(step), attempt, reported.reports(), outcome), caller);
      }
      case ActionResult.Waiting waiting -> {
        return Optional.of(new RunEnd.WaitingForPerson(step, waiting.sentence()));
      }
    }
    order.watcher().ended(step, outcome);
    return switch (outcome.result()) {
      case SUCCEEDED -> Optional.empty();
      case FAILED -> Optional.of(new RunEnd.Failed(step, outcome.reason()));
      case UNCERTAIN -> Optional.of(new RunEnd.Uncertain(step, outcome.reason()));
    };
  }

  private static Outcome told(Step step, Outcome outcome) {
    return Told.fit(Stake.told(step.atStake(), step.observe().size(), outcome));
  }

  private static RunEnd refused(Step step, MigrationRejection rejection) {
    return switch (rejection.code()) {
      case NOT_APPROVED ->
          new RunEnd.WaitingForApproval(step, String.valueOf(rejection.getMessage()));
      case REPEAT_NOT_ALLOWED -> new RunEnd.Uncertain(step, String.valueOf(rejection.getMessage()));
      default -> new RunEnd.Refused(step, String.valueOf(rejection.getMessage()));
    };
  }

  private static Caller caller(Order order) {
    return new Caller(order.who(), bootId(order.plan().parameters()));
  }

  /** Boot id of the host that a plan with these parameters is for, as it is now. */
  public static String bootId(Map<String, String> parameters) {
    String file = parameters.getOrDefault(BOOT_ID_FILE, "");
    return MigrationCommands.currentBootId(Path.of(file.isEmpty() ? KERNEL_BOOT_ID : file));
  }

  private static StepId id(Step step) {
    return step.planned().stepId();
  }

  private static @Nullable Path toolsPath(Plan plan) {
    String value = plan.parameters().getOrDefault(TOOLS_PATH, "");
    return value.isEmpty() ? null : Path.of(value);
  }
}
