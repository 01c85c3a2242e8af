package org.migrationauditor.command.migration;

import java.util.List;
import org.migrationauditor.command.migration.MigrationRejection.Code;
import org.migrationauditor.messages.migration.Actor;
import org.migrationauditor.messages.migration.ChangeRunbook;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.StepId;

/**
 * Whether a migration can go on by another runbook: what was begun stays as it was, and what proves
 * and guards stays where it was.
 */
record Changes(MigrationId migrationId, Ledger ledger) {
  private static final String UNCHANGED = "; nothing was changed, ";

  /** Refuses a change at the wrong moment, and one that takes away more than a site may. */
  void check(ChangeRunbook command) {
    checkMoment();
    List<PlannedStep> now = ledger.steps().toList();
    List<PlannedStep> next = command.steps();
    if (command.runbookDigest().equals(ledger.runbook()) && now.equals(next)) {
      throw refused(
          Code.SAME_RUNBOOK,
          "it goes by that runbook already" + UNCHANGED + "run it as it is planned");
    }
    int begun = begun(now);
    if (begun == 0) {
      throw refused(
          Code.NOT_STARTED,
          "no step was begun" + UNCHANGED + "plan by the other runbook under another name");
    }
    checkBegun(now.subList(0, begun), next);
    PlanRules.check(migrationId, next);
    checkKept(now.subList(begun, now.size()), next, begun);
  }

  private void checkMoment() {
    if (ledger.rollback() != null) {
      throw refused(
          Code.ROLLBACK_BEGUN,
          "it is being rolled back, or was" + UNCHANGED + "run the rollback to its end");
    }
    if (ledger.next().isEmpty()) {
      throw refused(Code.COMPLETED, "it is complete; nothing was changed, no step is left");
    }
    ledger
        .atWork()
        .ifPresent(
            step -> {
              throw refused(
                  step, Code.UNDER_WAY, "is under way" + UNCHANGED + "run it to its end first");
            });
  }

  /** Steps up to the last that was begun, count; those between were begun as well. */
  private int begun(List<PlannedStep> steps) {
    int begun = 0;
    for (int i = 0; i < steps.size(); i++) {
      if (ledger.progress(steps.get(i).stepId()).attempts() > 0) {
        begun = i + 1;
      }
    }
    return begun;
  }

  private void checkBegun(List<PlannedStep> begun, List<PlannedStep> next) {
    for (int i = 0; i < begun.size(); i++) {
      PlannedStep step = begun.get(i);
      if (i >= next.size() || !next.get(i).equals(step)) {
        throw refused(
            step,
            Code.STEP_BEGUN,
            "was begun, and the other runbook has it otherwise or elsewhere"
                + UNCHANGED
                + "have it keep what was begun as it is");
      }
    }
  }

  /** Each step that was planned is still there, after those it came after. */
  private void checkKept(List<PlannedStep> planned, List<PlannedStep> next, int from) {
    List<StepId> order = next.stream().map(PlannedStep::stepId).toList();
    int after = from;
    for (PlannedStep step : planned) {
      int at = order.indexOf(step.stepId());
      if (at < 0) {
        throw lost(step, "is left out; nothing was changed, keep it");
      }
      if (at < after) {
        throw lost(step, "comes before what it came after; nothing was changed, keep the order");
      }
      after = at + 1;
      checkGuards(step, next.get(at));
    }
  }

  private void checkGuards(PlannedStep step, PlannedStep next) {
    boolean guarded = step.actor() != Actor.OPERATOR;
    if ((step.action().reading() || step.action().destructive() || guarded)
        && next.action() != step.action()) {
      throw lost(
          step,
          "reads, compares, reports, deletes or is not the operator's, and does something else"
              + UNCHANGED
              + "keep its action");
    }
    if (!next.keepsGatesOf(step)) {
      throw lost(
          step,
          "lost a gate"
              + UNCHANGED
              + "keep its provenBy, reportedBy and approved, and add to them");
    }
    if (guarded && next.actor() != step.actor()) {
      throw lost(
          step, "is no more that of its actor " + step.actor() + UNCHANGED + "keep the actor");
    }
  }

  private MigrationRejection lost(PlannedStep step, String what) {
    return refused(step, Code.GUARD_LOST, what);
  }

  private MigrationRejection refused(PlannedStep step, Code code, String what) {
    return MigrationRejection.of(code, migrationId, step.stepId(), what);
  }

  private MigrationRejection refused(Code code, String what) {
    return MigrationRejection.of(code, migrationId, what);
  }
}
