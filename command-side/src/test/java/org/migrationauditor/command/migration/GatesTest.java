package org.migrationauditor.command.migration;

import static org.migrationauditor.command.migration.Tale.AFTER;
import static org.migrationauditor.command.migration.Tale.BEFORE;
import static org.migrationauditor.command.migration.Tale.COMPARE;
import static org.migrationauditor.command.migration.Tale.COPY;
import static org.migrationauditor.command.migration.Tale.DELETE;
import static org.migrationauditor.command.migration.Tale.ID;
import static org.migrationauditor.command.migration.Tale.LOOK;
import static org.migrationauditor.command.migration.Tale.OLGA;
import static org.migrationauditor.command.migration.Tale.REPORT;
import static org.migrationauditor.command.migration.Tale.STEPS;
import static org.migrationauditor.command.migration.Tale.STOP;
import static org.migrationauditor.command.migration.Tale.before;
import static org.migrationauditor.command.migration.Tale.begin;
import static org.migrationauditor.command.migration.Tale.started;
import static org.migrationauditor.command.migration.Tale.succeeded;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;
import org.migrationauditor.command.migration.MigrationRejection.Code;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.Actor;
import org.migrationauditor.messages.migration.ApproveStep;
import org.migrationauditor.messages.migration.EventMetadata;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.RepeatAllowed;
import org.migrationauditor.messages.migration.StepApproved;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.migration.StepStarted;

final class GatesTest {
  private static final String UNAPPROVED =
      "step 'delete': nobody but its operators has approved it since its reports and comparisons;"
          + " nothing was started, let someone approve who neither planned nor started a step";
  private static final String REPAIR =
      "look at its findings and repeat the step that went wrong, so that it is compared anew, or have"
          + " the owner of the data waive each of them";

  @Test
  void deletesOnceComparedReportedAndApproved() {
    perform(before(DELETE).then(approved("Anton")), DELETE, 1).expectEvents(started(DELETE, 1));
  }

  @Test
  void deletesNothingWithoutApproval() {
    refuses(perform(before(DELETE), DELETE, 1), Code.NOT_APPROVED, UNAPPROVED);
  }

  @Test
  void deletesNothingOnAnApprovalThatAnOperatorGave() {
    refuses(
        perform(before(DELETE).then(approved("olga ")), DELETE, 1), Code.NOT_APPROVED, UNAPPROVED);
  }

  @Test
  void deletesNothingWhenTheApproverStartsTheDeletion() {
    refuses(
        new AggregateTestFixture<>(Migration.class)
            .given(before(DELETE).then(approved("Anton")).events())
            .when(Tale.perform(DELETE, 1), Map.of(EventMetadata.WHO, " ANTON")),
        Code.NOT_APPROVED,
        UNAPPROVED);
  }

  @Test
  void deletesNothingOnceTheApproverHasStartedAStep() {
    Tale tale = before(LOOK).then(approved("Anton")).by("Anton", started(LOOK, 1));
    tale.by("Anton", succeeded(LOOK, 1));
    refuses(perform(tale, DELETE, 1), Code.NOT_APPROVED, UNAPPROVED);
  }

  @Test
  void deletesNothingOnAnApprovalOlderThanTheReports() {
    Tale tale = before(REPORT).then(approved("Anton")).done(REPORT, 1).done(LOOK, 1);
    refuses(perform(tale, DELETE, 1), Code.NOT_APPROVED, UNAPPROVED);
  }

  @Test
  void deletesNothingOnAnApprovalOlderThanARepetition() {
    Tale tale = before(DELETE).then(approved("Anton"));
    tale.then(new RepeatAllowed(ID, LOOK, "Olga", "looked at the wrong host")).done(LOOK, 2);
    refuses(perform(tale, DELETE, 1), Code.NOT_APPROVED, UNAPPROVED);
  }

  @Test
  void oneApprovalOfSeveralIsEnough() {
    Tale tale = before(DELETE).then(approved("Olga"), approved("Anton"));
    perform(tale, DELETE, 1).expectEvents(started(DELETE, 1));
  }

  @Test
  void afterAFailedComparisonNothingThatChangesTheHostStarts() {
    for (Verdict verdict : List.of(Verdict.FAILED, Verdict.INDETERMINATE)) {
      Tale tale = before(COMPARE).compared(1, verdict).done(REPORT, 1);
      refuses(
          perform(tale, LOOK, 1),
          Code.COMPARISON_NOT_PASSED,
          "step 'look': comparison 'compare' is " + verdict + "; nothing was started, " + REPAIR);
    }
  }

  @Test
  void afterAFailedComparisonReportsAreStillIssued() {
    perform(before(COMPARE).compared(1, Verdict.FAILED), REPORT, 1)
        .expectEvents(started(REPORT, 1));
  }

  @Test
  void afterAFailedComparisonTheReadingMayBeDoneAgain() {
    Tale tale = before(COMPARE).compared(1, Verdict.FAILED);
    tale.then(new RepeatAllowed(ID, AFTER, "Olga", "a cable was loose"));
    perform(tale, AFTER, 2).expectEvents(started(AFTER, 2));
  }

  @Test
  void theLatestComparisonCounts() {
    Tale tale = before(COMPARE).compared(1, Verdict.FAILED);
    tale.then(new RepeatAllowed(ID, COPY, "Olga", "the disk was full"))
        .done(COPY, 2)
        .done(AFTER, 2)
        .compared(2, Verdict.PASSED)
        .done(REPORT, 1);
    perform(tale, LOOK, 1).expectEvents(started(LOOK, 1));
  }

  @Test
  void aStepThatDeletesNothingObeysItsGatesAsWell() {
    List<PlannedStep> steps = new ArrayList<>(STEPS.subList(0, 5));
    StepId open = new StepId("open");
    steps.add(
        new PlannedStep(
            open,
            "Let users in",
            null,
            ActionKind.RUN_SCRIPT,
            Actor.OPERATOR,
            true,
            List.of(COMPARE),
            List.of(),
            true,
            null));
    Tale tale = begin(steps).done(STOP, 1).done(BEFORE, 1).done(COPY, 1).done(AFTER, 1);
    tale.compared(1, Verdict.PASSED);
    refuses(perform(tale, open, 1), Code.NOT_APPROVED, UNAPPROVED.replace("delete", "open"));
    tale.then(new StepApproved(ID, open, "Anton", "seen"));
    perform(tale, open, 1)
        .expectEvents(new StepStarted(ID, open, 1, ActionKind.RUN_SCRIPT, "does open"));
  }

  @Test
  void approves() {
    approve(before(DELETE), DELETE, "Anton").expectEvents(approved("Anton"));
  }

  @Test
  void approvesWhileAnEarlierStepIsStillToBeDone() {
    approve(before(LOOK), DELETE, "Anton").expectEvents(approved("Anton"));
  }

  @Test
  void takesTheSameApproversWordAgainAsARetry() {
    approve(before(DELETE).then(approved("Anton")), DELETE, " anton")
        .expectSuccessfulHandlerExecution()
        .expectNoEvents();
  }

  @Test
  void takesAnApprovalAgainAfterARepetition() {
    Tale tale = before(DELETE).then(approved("Anton"));
    tale.then(new RepeatAllowed(ID, LOOK, "Olga", "looked at the wrong host")).done(LOOK, 2);
    approve(tale, DELETE, "Anton").expectEvents(approved("Anton"));
  }

  @Test
  void refusesAnOperatorsApproval() {
    refuses(
        approve(before(DELETE), DELETE, "OLGA"),
        Code.OWN_APPROVAL,
        "step 'delete': the approver planned this migration or started a step of it; no approval"
            + " was recorded, ask someone else");
  }

  @Test
  void refusesAnApprovalBeforeTheReports() {
    refuses(
        approve(before(REPORT), DELETE, "Anton"),
        Code.NOT_REPORTED,
        "step 'delete': reports 'report' were not issued since the comparisons; no approval was"
            + " recorded, issue them first");
  }

  @Test
  void refusesAnApprovalBeforeTheComparison() {
    refuses(
        approve(before(COMPARE), DELETE, "Anton"),
        Code.NOT_PROVEN,
        "step 'delete': comparison 'compare' was not made; no approval was recorded, make it"
            + " first");
  }

  @Test
  void refusesAnApprovalOfWhatDidNotPass() {
    refuses(
        approve(before(COMPARE).compared(1, Verdict.FAILED).done(REPORT, 1), DELETE, "Anton"),
        Code.NOT_PROVEN,
        "step 'delete': comparison 'compare' is FAILED; no approval was recorded, " + REPAIR);
  }

  @Test
  void refusesAnApprovalThatNobodyNeeds() {
    refuses(
        approve(before(DELETE), LOOK, "Anton"),
        Code.NO_APPROVAL_NEEDED,
        "step 'look': it needs no approval; none was recorded, run it");
  }

  @Test
  void refusesAnApprovalOfADoneStep() {
    refuses(
        approve(before(DELETE).then(approved("Anton")).done(DELETE, 1), DELETE, "Berta"),
        Code.ALREADY_SUCCEEDED,
        "step 'delete': it has succeeded; no approval was recorded, none is due");
  }

  @Test
  void refusesAnApprovalWithoutAReason() {
    refuses(
        new AggregateTestFixture<>(Migration.class)
            .given(before(DELETE).events())
            .when(new ApproveStep(ID, DELETE, "Anton", " "), OLGA),
        Code.BAD_TEXT,
        "step 'delete': reason is empty; say it in a few words, nothing was recorded");
  }

  @Test
  void refusesANameThatOnlyLooksLikeAnother() {
    refuses(
        approve(before(DELETE), DELETE, "Ol\u200bga"),
        Code.BAD_TEXT,
        "step 'delete': approver holds invisible characters; leave them out, nothing was"
            + " recorded");
  }

  private static StepApproved approved(String approver) {
    return new StepApproved(ID, DELETE, approver, "reports read");
  }

  private static ResultValidator<Migration> perform(Tale tale, StepId step, int attempt) {
    return new AggregateTestFixture<>(Migration.class)
        .given(tale.events())
        .when(Tale.perform(step, attempt), OLGA);
  }

  private static ResultValidator<Migration> approve(Tale tale, StepId step, String approver) {
    return new AggregateTestFixture<>(Migration.class)
        .given(tale.events())
        .when(new ApproveStep(ID, step, approver, "reports read"), OLGA);
  }

  private static void refuses(ResultValidator<Migration> result, Code code, String message) {
    result.expectException(Refusal.of(code, "migration 'site-a': " + message)).expectNoEvents();
  }
}
