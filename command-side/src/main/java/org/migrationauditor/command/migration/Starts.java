package org.migrationauditor.command.migration;

import java.util.Optional;
import org.migrationauditor.command.migration.MigrationRejection.Code;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.PerformStep;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.query.StepStatus;

/** Which step's turn it is, and which attempt's; gates apart. */
record Starts(MigrationId migrationId, Ledger ledger) {

  /** Refuses an attempt whose turn it is not. */
  void check(PlannedStep step, PerformStep command) {
    checkOrder(step);
    Progress progress = ledger.progress(step.stepId());
    if (command.attempt() != progress.attempts() + 1) {
      throw refused(
          step,
          Code.WRONG_ATTEMPT,
          "attempt "
              + command.attempt()
              + " was asked for after "
              + progress.attempts()
              + "; nothing was started, ask for attempt "
              + (progress.attempts() + 1));
    }
    if (progress.is(StepStatus.STARTED) && step.action().awaitsPerson()) {
      throw refused(
          step,
          Code.UNDER_WAY,
          "attempt "
              + progress.attempts()
              + " waits for a person; no other was started, go on with that one");
    }
    if (!step.idempotent() && endedInDoubt(progress)) {
      throw refused(
          step,
          Code.REPEAT_NOT_ALLOWED,
          "attempt "
              + progress.attempts()
              + " ended "
              + (progress.is(StepStatus.FAILED) ? "failed" : "in doubt")
              + " and the step may not simply be repeated; nothing was started, look at the host"
              + " and allow it");
    }
  }

  /** Refuses anything once all is done. */
  void checkLeft(PlannedStep step) {
    if (ledger.next().isEmpty()) {
      throw refused(
          step, Code.COMPLETED, "the migration is complete; nothing was started, none is due");
    }
  }

  /** Refuses what does not concern the step whose turn it is. */
  void checkOrder(PlannedStep step) {
    checkLeft(step);
    Optional<PlannedStep> next = ledger.next();
    if (next.isPresent() && !next.get().stepId().equals(step.stepId())) {
      throw refused(
          step,
          Code.OUT_OF_ORDER,
          "step '"
              + next.get().stepId()
              + "' comes first and has not succeeded; nothing was started or recorded, do that"
              + " first");
    }
  }

  /** Refuses to do a step again that is not due for that. */
  void checkRepeat(PlannedStep step) {
    Progress progress = ledger.progress(step.stepId());
    if (ledger.next().isEmpty()) {
      throw refused(
          step, Code.COMPLETED, "the migration is complete; nothing is repeated, plan another one");
    }
    if (progress.attempts() == 0) {
      throw refused(
          step, Code.NOTHING_TO_REPEAT, "it was never tried; nothing is repeated, run it");
    }
    Optional<PlannedStep> busy = ledger.atWork().filter(other -> !lost(other, step));
    boolean waits = progress.is(StepStatus.STARTED) && step.action().awaitsPerson();
    if (busy.isPresent() || waits) {
      throw refused(
          step,
          Code.UNDER_WAY,
          "step '"
              + busy.orElse(step).stepId()
              + "' is under way; nothing is repeated, run it to its end first");
    }
    if (progress.is(StepStatus.SUCCEEDED)) {
      checkDataStands(step);
    }
  }

  /** Once a deletion has begun, nothing can be made from what may be gone. */
  private void checkDataStands(PlannedStep step) {
    ledger
        .steps()
        .filter(other -> other.action().destructive())
        .filter(other -> ledger.progress(other.stepId()).attempts() > 0)
        .findFirst()
        .ifPresent(
            deletion -> {
              throw refused(
                  step,
                  Code.DATA_GONE,
                  "step '"
                      + deletion.stepId()
                      + "' has begun to delete data; nothing before it is repeated, go on from"
                      + " there");
            });
  }

  /** Whether an attempt that took over from a lost one is asked about; it may be lost as well. */
  boolean lost(PlannedStep other, PlannedStep asked) {
    Progress progress = ledger.progress(other.stepId());
    return other.equals(asked)
        && progress.is(StepStatus.STARTED)
        && progress.resumed()
        && !asked.idempotent();
  }

  private static boolean endedInDoubt(Progress progress) {
    return switch (progress.status()) {
      case FAILED, UNCERTAIN -> true;
      case STARTED -> progress.resumed(); // lost twice in a row
      case PENDING, SUCCEEDED -> false;
    };
  }

  private MigrationRejection refused(PlannedStep step, Code code, String what) {
    return MigrationRejection.of(code, migrationId, step.stepId(), what);
  }
}
