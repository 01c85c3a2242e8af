package org.migrationauditor.command.migration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.migrationauditor.command.migration.MigrationRejection.Code;
import org.migrationauditor.messages.migration.BeginRollback;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.RollbackBegun;
import org.migrationauditor.messages.migration.StepId;

/** Whether a migration can be turned round, and by which steps. */
record Rollbacks(MigrationId migrationId, Ledger ledger) {
  private static final String UNDONE = "; nothing was undone, ";

  /** Whether the rollback asked for was begun already. */
  boolean begun(BeginRollback command) {
    RollbackBegun begun = ledger.rollback();
    return begun != null
        && begun.steps().equals(command.steps())
        && begun.person().equals(command.person())
        && begun.reason().equals(command.reason());
  }

  /** Refuses to turn round what is over, was turned round, or cannot come back. */
  void check(BeginRollback command) {
    if (ledger.rollback() != null) {
      throw refused(
          Code.ROLLBACK_BEGUN,
          ledger.next().isPresent()
              ? "its rollback was begun already" + UNDONE + "run it to its end"
              : "it was rolled back already, to the end"
                  + UNDONE
                  + "plan the next attempt as another one");
    }
    ledger
        .steps()
        .filter(step -> step.action().destructive())
        .filter(step -> attempts(step) > 0)
        .findFirst()
        .ifPresent(
            deletion -> {
              throw refused(
                  Code.DATA_GONE,
                  "step '"
                      + deletion.stepId()
                      + "' has begun to delete data, and there is no way back after that"
                      + UNDONE
                      + "run the migration to its end");
            });
    if (ledger.next().isEmpty()) {
      throw refused(Code.COMPLETED, "it is complete" + UNDONE + "plan the way back as another one");
    }
    if (command.steps().isEmpty()) {
      throw refused(
          Code.NOTHING_TO_UNDO,
          "no step that changes the host was begun" + UNDONE + "leave it as it is, or run it");
    }
    checkSteps(command.steps());
  }

  /** What the command becomes, once it was checked; a step at work is not waited for. */
  List<MigrationEvent> facts(BeginRollback command) {
    List<MigrationEvent> facts = new ArrayList<>();
    ledger
        .atWork()
        .map(step -> Facts.lost(migrationId, step.stepId(), attempts(step)))
        .ifPresent(facts::add);
    facts.add(
        new RollbackBegun(
            migrationId,
            ledger.next().orElseThrow().stepId(),
            command.steps(),
            command.person(),
            command.reason()));
    return List.copyOf(facts);
  }

  private int attempts(PlannedStep step) {
    return ledger.progress(step.stepId()).attempts();
  }

  /** They stand beside the plan, and none of them may do harm unasked. */
  private void checkSteps(List<PlannedStep> steps) {
    Set<StepId> known = new HashSet<>(ledger.steps().map(PlannedStep::stepId).toList());
    for (PlannedStep step : steps) {
      if (!known.add(step.stepId())) {
        throw broken(step, "has the name of another");
      }
      if (step.action().destructive()) {
        throw broken(step, "destroys data");
      }
      if (step.approved() || !step.provenBy().isEmpty() || !step.reportedBy().isEmpty()) {
        throw broken(step, "has gates of its own");
      }
    }
  }

  private MigrationRejection broken(PlannedStep step, String what) {
    return MigrationRejection.of(
        Code.BROKEN_PLAN, migrationId, step.stepId(), what + UNDONE + "correct the runbook");
  }

  private MigrationRejection refused(Code code, String what) {
    return MigrationRejection.of(code, migrationId, what);
  }
}
