package org.migrationauditor.command.run;

import java.util.HashMap;
import java.util.Map;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.migrationauditor.command.migration.MigrationRejection;
import org.migrationauditor.command.migration.MigrationRejection.Code;
import org.migrationauditor.command.runbook.Plan;
import org.migrationauditor.command.runbook.Step;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.ChangeRunbook;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.StepId;

/** Has a migration go on by another runbook from where it stands. */
public final class PlanChange {
  private final EventStore events;
  private final MigrationCommands commands;

  public PlanChange(EventStore events, MigrationCommands commands) {
    this.events = events;
    this.commands = commands;
  }

  /**
   * Records that the steps that were not begun are those of another plan. The caller holds the
   * migration's {@link org.migrationauditor.command.store.RunLock} and keeps the other runbook by
   * its digest.
   *
   * @param now by which it goes until now
   * @param next by which it is to go on, with the same parameters
   * @throws MigrationRejection if {@code next} has a step that was begun otherwise, or reads,
   *     compares or deletes something else, or the migration cannot go on by it; nothing was
   *     recorded then
   */
  public void make(
      MigrationId id, Plan now, Plan next, Caller caller, String person, String reason) {
    RunLedger ledger = RunLedger.read(events, id);
    Map<StepId, Step> after = new HashMap<>();
    next.steps().forEach(step -> after.put(step.planned().stepId(), step));
    for (Step step : now.steps()) {
      Step other = after.get(step.planned().stepId());
      if (other != null) { // one that is left out is refused below
        check(id, step, other, ledger.of(step.planned().stepId()).attempts() > 0);
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
  private static void check(MigrationId id, Step step, Step other, boolean begun) {
    if (begun && !(sameDeed(step, other) && sameWayBack(step, other))) {
      throw refused(
          Code.STEP_BEGUN,
          id,
          step,
          "was begun, and the other runbook has its action, checks or undo otherwise; nothing was"
              + " changed, have it keep what was begun as it is");
    }
    ActionKind kind = step.planned().action();
    if (!begun && (kind.reading() || kind.destructive()) && !sameAction(step, other)) {
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
