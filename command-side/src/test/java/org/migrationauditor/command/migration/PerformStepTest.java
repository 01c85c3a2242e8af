package org.migrationauditor.command.migration;

import static org.migrationauditor.command.migration.Tale.BEFORE;
import static org.migrationauditor.command.migration.Tale.COPY;
import static org.migrationauditor.command.migration.Tale.DELETE;
import static org.migrationauditor.command.migration.Tale.ID;
import static org.migrationauditor.command.migration.Tale.LOOK;
import static org.migrationauditor.command.migration.Tale.OLGA;
import static org.migrationauditor.command.migration.Tale.STOP;
import static org.migrationauditor.command.migration.Tale.before;
import static org.migrationauditor.command.migration.Tale.begin;
import static org.migrationauditor.command.migration.Tale.failed;
import static org.migrationauditor.command.migration.Tale.started;

import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;
import org.migrationauditor.command.migration.MigrationRejection.Code;
import org.migrationauditor.messages.migration.PerformStep;
import org.migrationauditor.messages.migration.RepeatAllowed;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.migration.StepUncertain;

final class PerformStepTest {
  private final AggregateTestFixture<Migration> migration =
      new AggregateTestFixture<>(Migration.class);

  @Test
  void startsTheFirstStep() {
    perform(begin(), STOP, 1).expectEvents(started(STOP, 1));
  }

  @Test
  void takesTheSameAttemptAgainAsARetry() {
    perform(begin().then(started(STOP, 1)), STOP, 1)
        .expectSuccessfulHandlerExecution()
        .expectNoEvents();
  }

  @Test
  void refusesAStepWhoseTurnItIsNot() {
    refuses(
        perform(begin(), COPY, 1),
        Code.OUT_OF_ORDER,
        "step 'copy': step 'stop' comes first and has not succeeded; nothing was started or"
            + " recorded, do that first");
  }

  @Test
  void refusesAStepThatHasSucceeded() {
    refuses(
        perform(before(BEFORE), STOP, 2),
        Code.OUT_OF_ORDER,
        "step 'stop': step 'before' comes first and has not succeeded; nothing was started or"
            + " recorded, do that first");
  }

  @Test
  void refusesAStepThatWasNeverPlanned() {
    refuses(
        perform(begin(), new StepId("other"), 1),
        Code.UNKNOWN_STEP,
        "step 'other': the plan has no such step; nothing was done, look the steps up");
  }

  @Test
  void refusesAnAttemptThatIsNotTheNext() {
    refuses(
        perform(begin(), STOP, 2),
        Code.WRONG_ATTEMPT,
        "step 'stop': attempt 2 was asked for after 0; nothing was started, ask for attempt 1");
    refuses(
        perform(before(BEFORE).then(started(BEFORE, 1), failed(BEFORE, 1)), BEFORE, 1),
        Code.WRONG_ATTEMPT,
        "step 'before': attempt 1 was asked for after 1; nothing was started, ask for attempt 2");
  }

  @Test
  void refusesAnythingOnceAllIsDone() {
    refuses(
        perform(before(DELETE).done(DELETE, 1), DELETE, 2),
        Code.COMPLETED,
        "step 'delete': the migration is complete; nothing was started, none is due");
  }

  @Test
  void tellsAnAttemptThatNobodySawEnd() {
    perform(before(COPY).then(started(COPY, 1)), COPY, 2)
        .expectEvents(lost(COPY, 1), started(COPY, 2));
  }

  @Test
  void anIdempotentStepMayBeLostManyTimes() {
    perform(before(COPY).then(started(COPY, 1), lost(COPY, 1), started(COPY, 2)), COPY, 3)
        .expectEvents(lost(COPY, 2), started(COPY, 3));
  }

  @Test
  void aStepThatMayNotBeRepeatedIsLookedAtOnceAfterACrash() {
    perform(begin().then(started(STOP, 1)), STOP, 2).expectEvents(lost(STOP, 1), started(STOP, 2));
  }

  @Test
  void aStepThatMayNotBeRepeatedAsksTheOperatorAfterASecondCrash() {
    refuses(
        perform(begin().then(started(STOP, 1), lost(STOP, 1), started(STOP, 2)), STOP, 3),
        Code.REPEAT_NOT_ALLOWED,
        "step 'stop': attempt 2 ended in doubt and the step may not simply be repeated; nothing"
            + " was started, look at the host and allow it");
  }

  @Test
  void aLookAfterACrashIsFreeAgainOnceTheOperatorAllowedAnAttempt() {
    perform(
            begin()
                .then(started(STOP, 1), lost(STOP, 1), started(STOP, 2), lost(STOP, 2))
                .then(new RepeatAllowed(ID, STOP, "Olga", "nothing had begun"))
                .then(started(STOP, 3)),
            STOP,
            4)
        .expectEvents(lost(STOP, 3), started(STOP, 4));
  }

  @Test
  void anIdempotentStepIsTriedAgainAfterItFailed() {
    perform(before(COPY).then(started(COPY, 1), failed(COPY, 1)), COPY, 2)
        .expectEvents(started(COPY, 2));
  }

  @Test
  void aStepThatMayNotBeRepeatedAsksTheOperatorAfterItFailed() {
    refuses(
        perform(begin().then(started(STOP, 1), failed(STOP, 1)), STOP, 2),
        Code.REPEAT_NOT_ALLOWED,
        "step 'stop': attempt 1 ended failed and the step may not simply be repeated; nothing was"
            + " started, look at the host and allow it");
  }

  @Test
  void aStepThatMayNotBeRepeatedAsksTheOperatorAfterAnUncertainOutcome() {
    refuses(
        perform(
            begin().then(started(STOP, 1), new StepUncertain(ID, STOP, 1, "no exit code")),
            STOP,
            2),
        Code.REPEAT_NOT_ALLOWED,
        "step 'stop': attempt 1 ended in doubt and the step may not simply be repeated; nothing"
            + " was started, look at the host and allow it");
  }

  @Test
  void triesAgainOnceTheOperatorAllowedIt() {
    perform(
            begin()
                .then(started(STOP, 1), failed(STOP, 1))
                .then(new RepeatAllowed(ID, STOP, "Olga", "disk freed")),
            STOP,
            2)
        .expectEvents(started(STOP, 2));
  }

  @Test
  void onePermissionIsForOneAttempt() {
    refuses(
        perform(
            begin()
                .then(started(STOP, 1), failed(STOP, 1))
                .then(new RepeatAllowed(ID, STOP, "Olga", "disk freed"))
                .then(started(STOP, 2), failed(STOP, 2)),
            STOP,
            3),
        Code.REPEAT_NOT_ALLOWED,
        "step 'stop': attempt 2 ended failed and the step may not simply be repeated; nothing was"
            + " started, look at the host and allow it");
  }

  @Test
  void aStepThatWaitsForAPersonIsNeverInterrupted() {
    refuses(
        perform(before(LOOK).then(started(LOOK, 1)), LOOK, 2),
        Code.UNDER_WAY,
        "step 'look': attempt 1 waits for a person; no other was started, go on with that one");
  }

  @Test
  void refusesToStartForNobody() {
    refuses(
        migration.given(begin().events()).when(Tale.perform(STOP, 1), Map.of()),
        Code.NO_CALLER,
        "the command does not say who asks; nothing was done, name yourself");
  }

  @Test
  void refusesASummaryThatWouldHoldAFile() {
    refuses(
        migration
            .given(begin().events())
            .when(new PerformStep(ID, STOP, 1, "x".repeat(2_001)), OLGA),
        Code.BAD_TEXT,
        "step 'stop': summary has 2001 characters; shorten it to 2000, nothing was recorded");
  }

  private ResultValidator<Migration> perform(Tale tale, StepId step, int attempt) {
    return new AggregateTestFixture<>(Migration.class)
        .given(tale.events())
        .when(Tale.perform(step, attempt), OLGA);
  }

  private static StepUncertain lost(StepId step, int attempt) {
    return new StepUncertain(
        ID,
        step,
        attempt,
        "attempt "
            + attempt
            + " ended unseen: the program or the host stopped before its outcome was recorded");
  }

  private static void refuses(ResultValidator<Migration> result, Code code, String message) {
    result.expectException(Refusal.of(code, "migration 'site-a': " + message)).expectNoEvents();
  }
}
