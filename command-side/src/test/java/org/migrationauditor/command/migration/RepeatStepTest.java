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
import static org.migrationauditor.command.migration.Tale.STOP;
import static org.migrationauditor.command.migration.Tale.before;
import static org.migrationauditor.command.migration.Tale.begin;
import static org.migrationauditor.command.migration.Tale.failed;
import static org.migrationauditor.command.migration.Tale.outcome;
import static org.migrationauditor.command.migration.Tale.record;
import static org.migrationauditor.command.migration.Tale.started;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;
import org.migrationauditor.command.migration.MigrationRejection.Code;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.MigrationCompleted;
import org.migrationauditor.messages.migration.Outcome.Result;
import org.migrationauditor.messages.migration.PerformStep;
import org.migrationauditor.messages.migration.RepeatAllowed;
import org.migrationauditor.messages.migration.RepeatStep;
import org.migrationauditor.messages.migration.StepApproved;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.migration.StepUncertain;

final class RepeatStepTest {

  @Test
  void allowsAFailedStep() {
    repeat(begin().then(started(STOP, 1), failed(STOP, 1)), STOP).expectEvents(allowed(STOP));
  }

  @Test
  void allowsAnUncertainStep() {
    repeat(begin().then(started(STOP, 1), new StepUncertain(ID, STOP, 1, "unseen")), STOP)
        .expectEvents(allowed(STOP));
  }

  @Test
  void allowsAStepThatSucceededToBeRepaired() {
    repeat(before(COMPARE).compared(1, Verdict.FAILED), COPY).expectEvents(allowed(COPY));
  }

  @Test
  void takesTheSameWishAgainAsARetry() {
    repeat(begin().then(started(STOP, 1), failed(STOP, 1), allowed(STOP)), STOP)
        .expectSuccessfulHandlerExecution()
        .expectNoEvents();
  }

  @Test
  void theRepeatedStepComesNext() {
    Tale tale = before(LOOK).then(allowed(COPY));
    when(tale, perform(LOOK, 1))
        .expectException(
            Refusal.of(
                Code.OUT_OF_ORDER,
                "migration 'site-a': step 'look': step 'copy' comes first and has not succeeded;"
                    + " nothing was started or recorded, do that first"));
    when(tale, perform(COPY, 2)).expectEvents(started(COPY, 2));
  }

  @Test
  void everyReadingAfterItIsDueAgain() {
    Tale tale = before(LOOK).then(allowed(COPY)).done(COPY, 2);
    when(tale, perform(AFTER, 2)).expectEvents(started(AFTER, 2));
    tale.done(AFTER, 2);
    when(tale, perform(COMPARE, 2)).expectEvents(started(COMPARE, 2));
    tale.compared(2, Verdict.PASSED);
    when(tale, perform(REPORT, 2)).expectEvents(started(REPORT, 2));
    tale.done(REPORT, 2);
    when(tale, perform(LOOK, 1)).expectEvents(started(LOOK, 1));
  }

  @Test
  void whatComesAfterItAndReadsNothingStaysDone() {
    Tale tale = before(DELETE).then(allowed(BEFORE)).done(BEFORE, 2).done(AFTER, 2);
    when(tale, perform(COMPARE, 2)).expectEvents(started(COMPARE, 2));
  }

  @Test
  void readingsThatFailedAreDueAgainWithoutAWord() {
    Tale tale = before(COMPARE).then(started(COMPARE, 1), failed(COMPARE, 1), allowed(COPY));
    tale.done(COPY, 2).done(AFTER, 2);
    when(tale, perform(COMPARE, 2)).expectEvents(started(COMPARE, 2));
  }

  @Test
  void aComparisonDueAgainDoesNotHoldTheRepairUp() {
    Tale tale = before(COMPARE).compared(1, Verdict.FAILED).then(allowed(STOP));
    when(tale, perform(STOP, 2)).expectEvents(started(STOP, 2));
  }

  @Test
  void aRepeatedComparisonIsDueAgain() {
    Tale tale = before(COMPARE).compared(1, Verdict.FAILED).then(allowed(COMPARE));
    when(tale, perform(COMPARE, 2)).expectEvents(started(COMPARE, 2));
  }

  @Test
  void approvalsAreVoid() {
    Tale tale = before(DELETE).then(new StepApproved(ID, DELETE, "Anton", "read"), allowed(LOOK));
    tale.done(LOOK, 2);
    when(tale, perform(DELETE, 1)).expectNoEvents().expectException(MigrationRejection.class);
  }

  @Test
  void aPersonsWordIsVoidToo() {
    Tale tale = before(DELETE).then(allowed(LOOK), started(LOOK, 2));
    when(tale, record(LOOK, 2, outcome(Result.SUCCEEDED)))
        .expectException(
            Refusal.of(
                Code.NOT_ATTESTED,
                "migration 'site-a': step 'look': nobody has said what they did; nothing was"
                    + " recorded, attest it first"));
  }

  @Test
  void allowsWhatWasLostTwiceInARow() {
    Tale tale = begin().then(started(STOP, 1), new StepUncertain(ID, STOP, 1, "lost"));
    repeat(tale.then(started(STOP, 2)), STOP)
        .expectEvents(
            new StepUncertain(
                ID,
                STOP,
                2,
                "attempt 2 ended unseen: the program or the host stopped before its outcome was"
                    + " recorded"),
            allowed(STOP));
  }

  @Test
  void refusesWhatIsUnderWay() {
    refuses(
        repeat(begin().then(started(STOP, 1)), STOP),
        Code.UNDER_WAY,
        "step 'stop': step 'stop' is under way; nothing is repeated, run it to its end first");
    refuses(
        repeat(before(AFTER).then(started(AFTER, 1)), COPY),
        Code.UNDER_WAY,
        "step 'copy': step 'after' is under way; nothing is repeated, run it to its end first");
    refuses(
        repeat(before(LOOK).then(started(LOOK, 1)), LOOK),
        Code.UNDER_WAY,
        "step 'look': step 'look' is under way; nothing is repeated, run it to its end first");
  }

  @Test
  void allowsARepairWhileAPersonIsAsked() {
    Tale tale = before(LOOK).then(started(LOOK, 1));
    repeat(tale, COPY).expectEvents(allowed(COPY));
    tale.then(allowed(COPY)).done(COPY, 2).done(AFTER, 2).compared(2, Verdict.PASSED);
    tale.done(REPORT, 2);
    when(tale, perform(LOOK, 1)).expectSuccessfulHandlerExecution().expectNoEvents();
  }

  @Test
  void refusesWhatWasNeverTried() {
    refuses(
        repeat(begin(), COPY),
        Code.NOTHING_TO_REPEAT,
        "step 'copy': it was never tried; nothing is repeated, run it");
  }

  @Test
  void refusesToGoBackOnceADeletionHasBegun() {
    Tale tale = before(DELETE).then(started(DELETE, 1), failed(DELETE, 1));
    refuses(
        repeat(tale, COPY),
        Code.DATA_GONE,
        "step 'copy': step 'delete' has begun to delete data; nothing before it is repeated, go on"
            + " from there");
    repeat(tale, DELETE).expectEvents(allowed(DELETE));
  }

  @Test
  void refusesOnceAllIsDone() {
    refuses(
        repeat(
            before(DELETE).done(DELETE, 1).then(new MigrationCompleted(ID, Verdict.PASSED)), COPY),
        Code.COMPLETED,
        "step 'copy': the migration is complete; nothing is repeated, plan another one");
  }

  @Test
  void refusesToRepeatWithoutAReason() {
    refuses(
        when(begin().then(started(STOP, 1), failed(STOP, 1)), new RepeatStep(ID, STOP, "Olga", "")),
        Code.BAD_TEXT,
        "step 'stop': reason is empty; say it in a few words, nothing was recorded");
  }

  private static RepeatAllowed allowed(StepId step) {
    return new RepeatAllowed(ID, step, "Olga", "to repair it");
  }

  private static ResultValidator<Migration> repeat(Tale tale, StepId step) {
    return when(tale, new RepeatStep(ID, step, "Olga", "to repair it"));
  }

  private static PerformStep perform(StepId step, int attempt) {
    return Tale.perform(step, attempt);
  }

  private static ResultValidator<Migration> when(Tale tale, Object command) {
    return new AggregateTestFixture<>(Migration.class).given(tale.events()).when(command, OLGA);
  }

  private static void refuses(ResultValidator<Migration> result, Code code, String message) {
    result.expectException(Refusal.of(code, "migration 'site-a': " + message)).expectNoEvents();
  }
}
