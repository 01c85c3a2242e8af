package org.migrationauditor.command.run;

import java.nio.file.Path;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.migrationauditor.command.action.ActionPerformer;
import org.migrationauditor.command.migration.MigrationRejection;
import org.migrationauditor.command.migration.MigrationRejection.Code;
import org.migrationauditor.command.run.RunLedger.Standing;
import org.migrationauditor.command.runbook.Plan;
import org.migrationauditor.command.runbook.Step;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.BeginRollback;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.query.StepStatus;

/** Turns a migration round, so that the next run takes back what was begun. */
public final class WayBack {
  private final EventStore events;
  private final MigrationCommands commands;

  public WayBack(EventStore events, MigrationCommands commands) {
    this.events = events;
    this.commands = commands;
  }

  /**
   * Records that the migration goes back from where it stands. The caller holds the migration's
   * {@link org.migrationauditor.command.store.RunLock}.
   *
   * @param workspace folder of this migration
   * @return the steps that a run does now
   * @throws MigrationRejection if a step that was begun cannot be undone, nobody wrote how, or its
   *     script still runs, or if the migration cannot be turned round; nothing was recorded then
   */
  public List<Step> begin(
      MigrationId id, Plan plan, Path workspace, Caller caller, String person, String reason)
      throws InterruptedException {
    RunLedger ledger = RunLedger.read(events, id);
    for (Step step : plan.steps()) {
      if (begun(step, ledger)) {
        check(id, step, workspace);
      }
    }
    List<Step> back = plan.undoing(step -> begun(step, ledger));
    commands.send(
        new BeginRollback(id, back.stream().map(Step::planned).toList(), person, reason), caller);
    return back;
  }

  /** A step that only reads has nothing to be undone, nor to be read again, before it has ended. */
  private static boolean begun(Step step, RunLedger ledger) {
    Standing standing = ledger.of(step.planned().stepId());
    return step.planned().action().reading()
        ? standing.is(StepStatus.SUCCEEDED)
        : standing.attempts() > 0;
  }

  private static void check(MigrationId id, Step step, Path workspace) throws InterruptedException {
    if (ActionPerformer.runs(step.action(), workspace, step.planned().stepId())) {
      throw refused(
          Code.UNDER_WAY, id, step, "its script still runs; nothing was undone, run it to its end");
    }
    ActionKind kind = step.planned().action();
    switch (step.undo().way()) {
      case IMPOSSIBLE ->
          throw refused(
              Code.NO_WAY_BACK,
              id,
              step,
              "was begun and cannot be undone: %s; nothing was undone, and only a restore of the backup leads back"
                  .formatted(step.undo().why().replaceFirst("\\.$", "")));
      case UNSAID -> {
        if (kind.changesHost()) {
          throw refused(
              Code.NO_WAY_BACK,
              id,
              step,
              "was begun, and the runbook by which this migration was planned does not say how it is"
                  + " undone; nothing was undone, go back by hand");
        }
      }
      case NOTHING, STEPS -> {}
    }
  }

  private static MigrationRejection refused(Code code, MigrationId id, Step step, String what) {
    return MigrationRejection.of(code, id, step.planned().stepId(), what);
  }
}
