package org.migrationauditor.command.run;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.migrationauditor.command.action.ActionPerformer;
import org.migrationauditor.command.migration.MigrationRejection;
import org.migrationauditor.command.migration.MigrationRejection.Code;
import org.migrationauditor.command.run.RunLedger.Standing;
import org.migrationauditor.command.runbook.Plan;
import org.migrationauditor.command.runbook.Step;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.ChangeRunbook;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.query.StepStatus;

/** Has a migration go on by another runbook from where it stands. */
public final class PlanChange {
  private final EventStore events;
  private final MigrationCommands commands;

  public PlanChange(EventStore events, MigrationCommands commands) {
    this.events = events;
    this.commands = commands;
  }

  /**
   * Records that the steps that were not begun are those of another plan, and so are the checks of
   * a step that failed. The caller holds the migration's {@link
   * org.migrationauditor.command.store.RunLock} and keeps the other runbook by its digest.
   *
   * @param now by which it goes until now
   * @param next by which it is to go on, with the same parameters
   * @param workspace folder of this migration
   * @throws MigrationRejection if {@code next} has a step that was begun otherwise, or reads,
   *     compares or deletes something else, or the migration cannot go on by it; nothing was
   *     recorded then
   */
  public void make(
      MigrationId id,
      Plan now,
      Plan next,
      Path workspace,
      Caller caller,
      String person,
      String reason)
      throws InterruptedException {
    RunLedger ledger = RunLedger.read(events, id);
    Map<StepId, Step> after = new HashMap<>();
    next.steps().forEach(step -> after.put(step.planned().stepId(), step));
    for (Step step : now.steps()) {
      Step other = after.get(step.planned().stepId());
      if (other != null) { // one that is left out is refused below
        check(id, step, other, ledger.of(step.planned().stepId()), workspace);
      }
    }
    commands.send(
        new ChangeRunbook(
            id,
            next.runbook(),
            next.digest(),
            next.steps().stream().map(Step::planned).toList(),
            person,
            reason),
        caller);
  }

  /** What a planned step alone does not tell: paths, commands, checks and the way back. */
  private static void check(
      MigrationId id, Step step, Step other, Standing standing, Path workspace)
      throws InterruptedException {
    if (standing.is(StepStatus.FAILED)) {
      checkFailed(id, step, other, workspace);
    } else if (standing.attempts() > 0) {
      checkBegun(id, step, other);
    } else {
      checkGuard(id, step, other);
    }
  }

  /** It is done anew, so what it ran into can be mended; what it left behind stays undone alike. */
  private static void checkFailed(MigrationId id, Step step, Step other, Path workspace)
      throws InterruptedException {
    if (sameDeed(step, other) && sameWayBack(step, other)) {
      return;
    }
    if (!(sameAction(step, other) || mendable(step)) || !sameWayBack(step, other)) {
      throw refused(
          Code.STEP_BEGUN,
          id,
          step,
          "failed, and the other runbook has more of it otherwise than its checks or what a script"
              + " or host check does; nothing was changed, have it keep the rest as it is");
    }
    if (ActionPerformer.runs(step.action(), workspace, step.planned().stepId())) {
      throw refused(
          Code.UNDER_WAY,
          id,
          step,
          "its script still runs; nothing was changed, let it end or stop it");
    }
  }

  private static boolean mendable(Step step) {
    ActionKind kind = step.planned().action();
    return kind == ActionKind.RUN_SCRIPT || kind == ActionKind.CHECK_HOST;
  }

  private static void checkBegun(MigrationId id, Step step, Step other) {
    if (!sameDeed(step, other) || !sameWayBack(step, other)) {
      throw refused(
          Code.STEP_BEGUN,
          id,
          step,
          "was begun, and the other runbook has its action, checks or undo otherwise; nothing was"
              + " changed, have it keep what was begun as it is");
    }
  }

  private static void checkGuard(MigrationId id, Step step, Step other) {
    ActionKind kind = step.planned().action();
    if ((kind.reading() || kind.destructive()) && !sameAction(step, other)) {
      throw refused(
          Code.GUARD_LOST,
          id,
          step,
          "reads, compares, reports or deletes, and the other runbook has that otherwise; nothing"
              + " was changed, keep its action");
    }
  }

  private static boolean sameAction(Step step, Step other) {
    return step.action().equals(other.action());
  }

  private static boolean sameDeed(Step step, Step other) {
    return sameAction(step, other) && step.observe().equals(other.observe());
  }

  private static boolean sameWayBack(Step step, Step other) {
    return step.undo().equals(other.undo());
  }

  private static MigrationRejection refused(Code code, MigrationId id, Step step, String what) {
    return MigrationRejection.of(code, id, step.planned().stepId(), what);
  }
}
