package org.migrationauditor.command.migration;

import static org.migrationauditor.command.migration.Tale.BEFORE;
import static org.migrationauditor.command.migration.Tale.COMPARE;
import static org.migrationauditor.command.migration.Tale.COPY;
import static org.migrationauditor.command.migration.Tale.DELETE;
import static org.migrationauditor.command.migration.Tale.ID;
import static org.migrationauditor.command.migration.Tale.OLGA;
import static org.migrationauditor.command.migration.Tale.STOP;
import static org.migrationauditor.command.migration.Tale.before;
import static org.migrationauditor.command.migration.Tale.comparison;
import static org.migrationauditor.command.migration.Tale.outcome;
import static org.migrationauditor.command.migration.Tale.record;
import static org.migrationauditor.command.migration.Tale.started;

import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;
import org.migrationauditor.command.migration.MigrationRejection.Code;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.ApproveStep;
import org.migrationauditor.messages.migration.BeginRollback;
import org.migrationauditor.messages.migration.InventoriesCompared;
import org.migrationauditor.messages.migration.MigrationCompleted;
import org.migrationauditor.messages.migration.Outcome;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.RecordComparison;
import org.migrationauditor.messages.migration.RollbackBegun;
import org.migrationauditor.messages.migration.RollbackCompleted;
import org.migrationauditor.messages.migration.StepApproved;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.migration.StepStarted;
import org.migrationauditor.messages.migration.StepSucceeded;

final class RollbackTest {
  private static final StepId RECOMPARE = new StepId("undo-compare");
  private static final StepId RESTART = new StepId("undo-stop");
  private static final List<PlannedStep> BACK =
      List.of(
          Tale.step(RECOMPARE, ActionKind.COMPARE_INVENTORIES, true),
          Tale.step(RESTART, ActionKind.RUN_SCRIPT, true));

  @Test
  void isRecordedWithTheStepItTurnsAt() {
    back(before(COPY), BACK).expectEvents(begun(COPY));
  }

  @Test
  void isRecordedOnceWhenAskedForTwice() {
    back(turned(), BACK).expectSuccessfulHandlerExecution().expectNoEvents();
  }

  @Test
  void makesAStepAtWorkUncertainFirst() {
    back(before(COPY).then(started(COPY, 1)), BACK)
        .expectEvents(Facts.lost(ID, COPY, 1), begun(COPY));
  }

  @Test
  void isPossibleAfterAComparisonThatFailed() {
    Tale tale = before(COMPARE).compared(1, Verdict.FAILED);
    tale.then(begun(Tale.REPORT), recompared(Verdict.PASSED), succeeded(RECOMPARE));

    when(tale, Tale.perform(RESTART, 1))
        .expectEvents(new StepStarted(ID, RESTART, 1, ActionKind.RUN_SCRIPT, "does " + RESTART));
  }

  @Test
  void isPossibleAfterAStepThatFailedAndOneWhoseEndNobodySaw() {
    Tale failed = before(COPY).then(started(COPY, 1), Tale.failed(COPY, 1));
    back(failed, BACK).expectEvents(begun(COPY));

    Tale lost = before(COPY).then(started(COPY, 1), Facts.lost(ID, COPY, 1));
    back(lost, BACK).expectEvents(begun(COPY));
  }

  @Test
  void isPossibleWhereTheDeletionWasApprovedAndNotBegun() {
    back(before(DELETE).then(new StepApproved(ID, DELETE, "Anton", "fine")), BACK)
        .expectEvents(begun(DELETE));
  }

  @Test
  void stopsWhereWhatWasRestoredIsNotAsBefore() {
    Tale tale = turned().then(recompared(Verdict.FAILED), succeeded(RECOMPARE));

    refuses(when(tale, Tale.perform(RESTART, 1)), Code.COMPARISON_NOT_PASSED);
  }

  @Test
  void endsWithTheVerdictOfWhatWasRestored() {
    Tale tale =
        turned()
            .then(
                new StepStarted(ID, RECOMPARE, 1, ActionKind.COMPARE_INVENTORIES, "compares"),
                recompared(Verdict.PASSED),
                succeeded(RECOMPARE),
                new StepStarted(ID, RESTART, 1, ActionKind.RUN_SCRIPT, "starts"));

    when(tale, record(RESTART, 1, outcome(Outcome.Result.SUCCEEDED)))
        .expectEvents(
            new StepSucceeded(ID, RESTART, 1, 40, 0, null, List.of()),
            new RollbackCompleted(ID, Verdict.PASSED));
  }

  @Test
  void withoutAComparisonProvesNothing() {
    List<PlannedStep> only = List.of(BACK.getLast());
    Tale tale =
        before(BEFORE)
            .then(
                new RollbackBegun(ID, BEFORE, only, "Olga", "the night is over"),
                new StepStarted(ID, RESTART, 1, ActionKind.RUN_SCRIPT, "starts"));

    when(tale, record(RESTART, 1, outcome(Outcome.Result.SUCCEEDED)))
        .expectEvents(
            new StepSucceeded(ID, RESTART, 1, 40, 0, null, List.of()),
            new RollbackCompleted(ID, Verdict.INDETERMINATE));
  }

  @Test
  void doesItsStepsInTheirOrder() {
    refuses(when(turned(), Tale.perform(RESTART, 1)), Code.OUT_OF_ORDER);
  }

  @Test
  void leavesNoStepOfThePlanToBeDoneOrApproved() {
    refuses(when(turned(), Tale.perform(COPY, 1)), Code.ROLLBACK_BEGUN);
    refuses(when(turned(), new ApproveStep(ID, DELETE, "Anton", "fine")), Code.ROLLBACK_BEGUN);
  }

  @Test
  void isRefusedOnceADeletionWasBegun() {
    Tale tale = before(DELETE).then(new StepApproved(ID, DELETE, "Anton", "fine"));
    tale.then(started(DELETE, 1));

    refuses(back(tale, BACK), Code.DATA_GONE);
  }

  @Test
  void isRefusedASecondTimeAndAtTheEnd() {
    refuses(back(turned(), List.of(BACK.getFirst())), Code.ROLLBACK_BEGUN);
    refuses(
        back(before(DELETE).done(DELETE, 1).then(new MigrationCompleted(ID, Verdict.PASSED)), BACK),
        Code.DATA_GONE);
  }

  @Test
  void saysOfOneThatEndedThatTheNextAttemptIsAnotherMigration() {
    Tale ended =
        before(COPY)
            .then(
                new RollbackBegun(ID, COPY, List.of(BACK.getFirst()), "Olga", "the night is over"),
                recompared(Verdict.PASSED),
                succeeded(RECOMPARE),
                new RollbackCompleted(ID, Verdict.PASSED));

    back(ended, BACK)
        .expectExceptionMessage(
            "migration '%s': it was rolled back already, to the end; nothing was undone, plan the next attempt as another one"
                .formatted(ID))
        .expectNoEvents();
  }

  @Test
  void isRefusedWhenNothingIsToBeUndone() {
    refuses(back(before(STOP), List.of()), Code.NOTHING_TO_UNDO);
  }

  @Test
  void isRefusedByStepsOfThePlanOrOfTwoOfOneName() {
    refuses(back(before(COPY), List.of(Tale.STEPS.getFirst())), Code.BROKEN_PLAN);
    refuses(back(before(COPY), List.of(BACK.getLast(), BACK.getLast())), Code.BROKEN_PLAN);
  }

  @Test
  void isRefusedByAStepThatDestroys() {
    PlannedStep delete = Tale.STEPS.getLast();
    PlannedStep twin =
        new PlannedStep(
            new StepId("undo-all"),
            delete.title(),
            null,
            delete.action(),
            delete.actor(),
            true,
            delete.provenBy(),
            delete.reportedBy(),
            true,
            null);

    refuses(back(before(COPY), List.of(twin)), Code.BROKEN_PLAN);
  }

  @Test
  void isRefusedWithoutAReason() {
    refuses(when(before(COPY), new BeginRollback(ID, BACK, "Olga", " ")), Code.BAD_TEXT);
  }

  @Test
  void isRefusedFromNobody() {
    refuses(
        new AggregateTestFixture<>(Migration.class)
            .given(before(COPY).events())
            .when(new BeginRollback(ID, BACK, "Olga", "over"), Map.of()),
        Code.NO_CALLER);
  }

  @Test
  void recordsAComparisonOfItsOwn() {
    Tale tale =
        turned()
            .then(new StepStarted(ID, RECOMPARE, 1, ActionKind.COMPARE_INVENTORIES, "compares"));

    when(
            tale,
            new RecordComparison(
                ID,
                RECOMPARE,
                1,
                comparison(Verdict.PASSED),
                null,
                outcome(Outcome.Result.SUCCEEDED)))
        .expectEvents(recompared(Verdict.PASSED), succeeded(RECOMPARE));
  }

  private static Tale turned() {
    return before(COPY).then(begun(COPY));
  }

  private static RollbackBegun begun(StepId from) {
    return new RollbackBegun(ID, from, BACK, "Olga", "the night is over");
  }

  private static InventoriesCompared recompared(Verdict verdict) {
    return new InventoriesCompared(ID, RECOMPARE, comparison(verdict));
  }

  private static StepSucceeded succeeded(StepId step) {
    return Tale.succeeded(step, 1);
  }

  private static ResultValidator<Migration> back(Tale tale, List<PlannedStep> steps) {
    return when(tale, new BeginRollback(ID, steps, "Olga", "the night is over"));
  }

  private static ResultValidator<Migration> when(Tale tale, Object command) {
    return new AggregateTestFixture<>(Migration.class).given(tale.events()).when(command, OLGA);
  }

  private static void refuses(ResultValidator<Migration> result, Code code) {
    result.expectException(Refusal.of(code)).expectNoEvents();
  }
}
