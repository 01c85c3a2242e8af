package org.migrationauditor.command.migration;

import java.util.List;
import java.util.stream.Stream;
import org.migrationauditor.command.migration.Ledger.Waived;
import org.migrationauditor.command.migration.MigrationRejection.Code;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.migration.Waiver;
import org.migrationauditor.messages.query.StepStatus;

/** What must hold before a step may start, or be approved. */
record Gates(MigrationId migrationId, Ledger ledger) {
  static final String ERASED = "someone who acted was erased, and may be whoever asks now";
  static final String PLAN_ANEW = "plan it anew under another name";

  private static final String UNSTARTED = "; nothing was started, ";
  private static final String REPAIR =
      "look at its findings and repeat the step that went wrong, so that it is compared anew, or have"
          + " the owner of the data waive each of them";

  /** Every gate there is. */
  void checkStart(PlannedStep step, Person who) {
    checkComparisonsSoFar(step);
    checkProven(step, UNSTARTED);
    checkReported(step, UNSTARTED);
    if (step.approved()) {
      checkNobodyErased(step, UNSTARTED);
    }
    if (step.approved() && !approvedByAnother(step, who)) {
      throw refused(
          step,
          Code.NOT_APPROVED,
          "nobody but its operators has approved it since its reports and comparisons"
              + UNSTARTED
              + approverAsked());
    }
  }

  /** Those that come before an approval. */
  void checkApproval(PlannedStep step, Person approver) {
    if (!step.approved()) {
      throw refused(
          step, Code.NO_APPROVAL_NEEDED, "it needs no approval; none was recorded, run it");
    }
    if (ledger.progress(step.stepId()).is(StepStatus.SUCCEEDED)) {
      throw refused(
          step, Code.ALREADY_SUCCEEDED, "it has succeeded; no approval was recorded, none is due");
    }
    if (ledger.operates(approver)) {
      throw refused(
          step,
          Code.OWN_APPROVAL,
          "the approver planned this migration or started a step of it; no approval was recorded,"
              + " ask someone else");
    }
    checkNobodyErased(step, "; no approval was recorded, ");
    checkProven(step, "; no approval was recorded, ");
    checkReported(step, "; no approval was recorded, ");
  }

  /** Whether that person's approval stands. */
  boolean approved(PlannedStep step, Person approver) {
    Long at = ledger.approvals(step.stepId()).get(approver);
    return at != null && at > groundsSince(step);
  }

  /** Whether that finding can be accepted, and by that person. */
  void checkWaiver(PlannedStep step, Waiver waiver) {
    if (ledger.next().isEmpty()) {
      throw refused(
          step, Code.COMPLETED, "the migration is complete; nothing was waived, no gate is left");
    }
    Ledger.Compared made =
        ledger
            .comparison(step.stepId())
            .filter(last -> last.comparison().manifest().equals(waiver.findings()))
            .orElseThrow(
                () ->
                    refused(
                        step,
                        Code.NO_SUCH_FINDING,
                        "the findings are not those of its last comparison; nothing was waived,"
                            + " look at what it found last"));
    checkNobodyErased(step, "; nothing was waived, ");
    if (ledger.operates(Person.of(waiver.person()))) {
      throw refused(
          step,
          Code.OWN_WAIVER,
          "whoever waives planned this migration or started a step of it; nothing was waived, ask"
              + " the owner of the data");
    }
    if (made.comparison().compared() <= 0
        || waiver.code().verdict() == Verdict.PASSED
        || (made.left(waiver.code()) <= 0 && !made.waived().contains(Waived.of(waiver)))) {
      throw refused(
          step,
          Code.NO_SUCH_FINDING,
          "no finding "
              + waiver.code()
              + " of it stands in the way or could be accepted; nothing was waived, look at its"
              + " findings");
    }
  }

  private void checkNobodyErased(PlannedStep step, String consequence) {
    if (ledger.erased()) {
      throw refused(step, Code.PERSON_ERASED, ERASED + consequence + PLAN_ANEW);
    }
  }

  private boolean approvedByAnother(PlannedStep step, Person who) {
    return ledger.approvals(step.stepId()).keySet().stream()
        .filter(approver -> !ledger.operates(approver) && !approver.equals(who))
        .filter(new RoleRules(migrationId, ledger)::approves)
        .anyMatch(approver -> approved(step, approver));
  }

  private String approverAsked() {
    List<String> named = ledger.roles().approvers();
    return named.isEmpty()
        ? "let someone approve who neither planned nor started a step"
        : "let " + String.join(" or ", named) + " approve";
  }

  private void checkComparisonsSoFar(PlannedStep step) {
    if (step.action().reading()) {
      return;
    }
    for (PlannedStep made : ledger.steps().toList()) {
      Verdict verdict = verdict(made.stepId(), Verdict.PASSED);
      if (verdict != Verdict.PASSED) {
        throw refused(
            step,
            Code.COMPARISON_NOT_PASSED,
            "comparison '" + made.stepId() + "' is " + verdict + UNSTARTED + REPAIR);
      }
    }
  }

  private void checkProven(PlannedStep step, String consequence) {
    for (StepId comparison : step.provenBy()) {
      Verdict verdict = verdict(comparison, Verdict.INDETERMINATE);
      if (!succeeded(comparison) || ledger.comparison(comparison).isEmpty()) {
        throw refused(
            step,
            Code.NOT_PROVEN,
            "comparison '" + comparison + "' was not made" + consequence + "make it first");
      }
      if (verdict != Verdict.PASSED) {
        throw refused(
            step,
            Code.NOT_PROVEN,
            "comparison '" + comparison + "' is " + verdict + consequence + REPAIR);
      }
    }
  }

  private void checkReported(PlannedStep step, String consequence) {
    for (StepId report : step.reportedBy()) {
      if (!succeeded(report) || ledger.progress(report).since() < comparedSince(step)) {
        throw refused(
            step,
            Code.NOT_REPORTED,
            "reports '"
                + report
                + "' were not issued since the comparisons"
                + consequence
                + "issue them first");
      }
    }
    if (!step.reportedBy().isEmpty()) {
      checkNoneWithdrawn(step, consequence);
    }
  }

  private void checkNoneWithdrawn(PlannedStep step, String consequence) {
    IssuedReport missing = ledger.reports().missing().orElse(null);
    if (missing != null) {
      throw refused(
          step,
          Code.NOT_REPORTED,
          "report '"
              + missing.reportId()
              + "' was withdrawn and none of its scope stands"
              + consequence
              + "issue it again with ./auditor report reissue");
    }
  }

  private boolean succeeded(StepId id) {
    return ledger.progress(id).is(StepStatus.SUCCEEDED);
  }

  private Verdict verdict(StepId id, Verdict whenNotMade) {
    return ledger.comparison(id).map(Ledger.Compared::standing).orElse(whenNotMade);
  }

  private long comparedSince(PlannedStep step) {
    return step.provenBy().stream()
        .flatMap(id -> ledger.comparison(id).stream())
        .mapToLong(Ledger.Compared::at)
        .max()
        .orElse(0);
  }

  /** Number of the last event on which an approval rests. */
  private long groundsSince(PlannedStep step) {
    return Stream.concat(
            Stream.of(comparedSince(step)),
            step.reportedBy().stream()
                .map(id -> Math.max(ledger.progress(id).since(), ledger.reports().changed())))
        .mapToLong(Long::longValue)
        .max()
        .orElse(0);
  }

  private MigrationRejection refused(PlannedStep step, Code code, String what) {
    return MigrationRejection.of(code, migrationId, step.stepId(), what);
  }
}
