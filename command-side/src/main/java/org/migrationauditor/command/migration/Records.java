package org.migrationauditor.command.migration;

import java.util.List;
import org.migrationauditor.command.migration.MigrationRejection.Code;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.InventoriesCompared;
import org.migrationauditor.messages.migration.InventoryTaken;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.ReportIssued;
import org.migrationauditor.messages.migration.StepAttested;
import org.migrationauditor.messages.migration.StepSucceeded;
import org.migrationauditor.messages.query.StepStatus;

/** Whether what is told of an attempt can be true of it. */
record Records(MigrationId migrationId, Ledger ledger) {

  /** Refuses facts that do not belong to the step and its attempt under way. */
  void check(PlannedStep step, int attempt, List<MigrationEvent> facts) {
    for (MigrationEvent fact : facts) {
      checkKind(step, fact);
    }
    Progress progress = ledger.progress(step.stepId());
    if (!progress.is(StepStatus.STARTED) || progress.attempts() != attempt) {
      throw refused(
          step,
          Code.NOT_STARTED,
          "attempt "
              + attempt
              + " is not under way, the step is "
              + progress.status()
              + " after "
              + progress.attempts()
              + "; nothing was recorded, start an attempt first");
    }
    new Starts(migrationId, ledger).checkOrder(step);
    if (facts.getLast() instanceof StepSucceeded) {
      checkSuccess(step, facts);
    }
  }

  /** Refuses a person's word on a step that does not wait for one. */
  void checkAttestation(PlannedStep step, StepAttested attested) {
    if (!step.action().awaitsPerson()) {
      throw refused(
          step,
          Code.WRONG_KIND,
          "the step is "
              + step.action()
              + " and waits for nobody's word; nothing was recorded, run it");
    }
    if (!ledger.progress(step.stepId()).is(StepStatus.STARTED)) {
      throw refused(
          step,
          Code.NOT_STARTED,
          "the step is "
              + ledger.progress(step.stepId()).status()
              + "; nothing was recorded, run the migration up to it first");
    }
    if ((attested.evidenceFile() == null) != (attested.evidenceDigest() == null)) {
      throw refused(
          step,
          Code.CONTRADICTION,
          "an evidence file and its digest come together; nothing was recorded, give both");
    }
  }

  private void checkKind(PlannedStep step, MigrationEvent fact) {
    ActionKind kind =
        switch (fact) {
          case InventoryTaken taken -> ActionKind.TAKE_INVENTORY;
          case InventoriesCompared compared -> {
            checkVerdict(step, compared.comparison());
            yield ActionKind.COMPARE_INVENTORIES;
          }
          case ReportIssued issued -> ActionKind.ISSUE_REPORTS;
          default -> step.action();
        };
    if (kind != step.action()) {
      throw refused(
          step,
          Code.WRONG_KIND,
          "the step is "
              + step.action()
              + ", and what was told belongs to "
              + kind
              + "; nothing was recorded, tell how the step itself ended");
    }
  }

  private void checkVerdict(PlannedStep step, ComparisonSummary comparison) {
    boolean open =
        comparison.compared() <= 0
            || comparison.findings().keySet().stream()
                .anyMatch(code -> code.verdict() != Verdict.PASSED);
    if (comparison.verdict() == Verdict.PASSED && open) {
      throw refused(
          step,
          Code.CONTRADICTION,
          "the comparison is called PASSED with "
              + comparison.compared()
              + " equal entries and findings "
              + comparison.findings().keySet()
              + "; nothing was recorded, compare again");
    }
  }

  /** A reading succeeds with its result only, and a person's step with the person's word. */
  private void checkSuccess(PlannedStep step, List<MigrationEvent> facts) {
    if (step.action().givesResult() && facts.size() < 2) {
      throw refused(
          step,
          Code.WRONG_KIND,
          "the step is "
              + step.action()
              + " and cannot succeed without its result; nothing was recorded, tell the result");
    }
    if (step.action() == ActionKind.ATTEST && ledger.attestation(step.stepId()).isEmpty()) {
      throw refused(
          step,
          Code.NOT_ATTESTED,
          "nobody has said what they did; nothing was recorded, attest it first");
    }
  }

  private MigrationRejection refused(PlannedStep step, Code code, String what) {
    return MigrationRejection.of(code, migrationId, step.stepId(), what);
  }
}
