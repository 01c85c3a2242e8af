package org.migrationauditor.command.migration;

import static org.migrationauditor.command.migration.Tale.AFTER;
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
import static org.migrationauditor.command.migration.Tale.digest;
import static org.migrationauditor.command.migration.Tale.started;
import static org.migrationauditor.command.migration.Tale.step;
import static org.migrationauditor.command.migration.Tale.succeeded;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.migrationauditor.command.migration.MigrationRejection.Code;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.Actor;
import org.migrationauditor.messages.migration.ChangeRunbook;
import org.migrationauditor.messages.migration.DeviationRecorded;
import org.migrationauditor.messages.migration.MigrationCompleted;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.Roles;
import org.migrationauditor.messages.migration.RolesNamed;
import org.migrationauditor.messages.migration.RollbackBegun;
import org.migrationauditor.messages.migration.RunbookChanged;
import org.migrationauditor.messages.migration.RunbookId;
import org.migrationauditor.messages.migration.StepApproved;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.migration.StepStarted;

/** A plan that is changed in mid-run: what was begun, proves or guards stays. */
final class ChangeRunbookTest {
  private static final RunbookId OTHER = new RunbookId("guide.site-a");
  private static final PlannedStep TOLD =
      step(new StepId("night-shift-told"), ActionKind.ATTEST, true);
  private static final PlannedStep SCRIPT = step(COPY, ActionKind.RUN_SCRIPT, false);
  private static final List<PlannedStep> CHANGED =
      inserted(STEPS.indexOf(of(AFTER)), TOLD, replaced(COPY, SCRIPT));

  private static final StepId GATED = new StepId("gated");
  private static final List<PlannedStep> GATES =
      List.of(
          of(STOP),
          of(COMPARE),
          of(REPORT),
          gated(ActionKind.MOVE_TREE, Actor.APPROVER, COMPARE, REPORT, true));

  @Test
  void replacesStepsThatWereNotBegunAndAddsOthers() {
    when(before(COPY), change(CHANGED)).expectEvents(changed(CHANGED));
  }

  @Test
  void isGoneOnBy() {
    Tale tale = before(COPY).by("Anna", changed(CHANGED));

    when(tale, Tale.perform(COPY, 1))
        .expectEvents(new StepStarted(ID, COPY, 1, ActionKind.RUN_SCRIPT, "does " + COPY));
    refuses(when(tale, Tale.perform(AFTER, 1)), Code.OUT_OF_ORDER);
  }

  @Test
  void recordsTheDeviationsOfStepsThatAreNewOrOtherwise() {
    PlannedStep told =
        new PlannedStep(
            TOLD.stepId(),
            TOLD.title(),
            null,
            ActionKind.ATTEST,
            Actor.OPERATOR,
            true,
            List.of(),
            List.of(),
            false,
            "the guide tells nobody");
    List<PlannedStep> steps = inserted(STEPS.size(), told, STEPS);

    when(before(COPY), change(steps))
        .expectEvents(
            changed(steps),
            new DeviationRecorded(ID, told.stepId(), null, "the guide tells nobody"));
  }

  @Test
  void isRecordedOnceWhenAskedForTwice() {
    when(before(COPY).by("Anna", changed(CHANGED)), change(CHANGED))
        .expectSuccessfulHandlerExecution()
        .expectNoEvents();
  }

  @Test
  void makesApprovalsGivenBeforeVoid() {
    Tale tale = before(DELETE).by("Anton", new StepApproved(ID, DELETE, "Anton", "reports read"));
    when(tale, Tale.perform(DELETE, 1)).expectEvents(started(DELETE, 1));

    tale.by("Anna", changed(inserted(STEPS.size(), TOLD, STEPS)));

    refuses(when(tale, Tale.perform(DELETE, 1)), Code.NOT_APPROVED);
  }

  @Test
  void waitsForNoPerson() {
    Tale tale = before(LOOK).then(started(LOOK, 1));

    when(tale, change(inserted(STEPS.indexOf(of(DELETE)), TOLD, STEPS)))
        .expectSuccessfulHandlerExecution();
  }

  @Test
  void isRefusedWhileAStepIsAtWork() {
    when(before(COPY).then(started(COPY, 1)), change(inserted(STEPS.size(), TOLD, STEPS)))
        .expectException(
            Refusal.of(
                Code.UNDER_WAY,
                "migration 'site-a': step 'copy': is under way; nothing was changed, run it to its"
                    + " end first"))
        .expectNoEvents();
  }

  @Test
  void isRefusedBeforeAnythingWasBegun() {
    refuses(when(Tale.begin(), change(CHANGED)), Code.NOT_STARTED);
  }

  @Test
  void isRefusedToTheRunbookThatItGoesBy() {
    refuses(
        when(
            before(COPY),
            new ChangeRunbook(ID, new RunbookId("guide"), digest('a'), STEPS, "Anna", "late")),
        Code.SAME_RUNBOOK);
  }

  static Stream<List<PlannedStep>> otherThanBegun() {
    return Stream.of(
        replaced(STOP, step(STOP, ActionKind.ATTEST, false)),
        inserted(0, TOLD, STEPS),
        inserted(1, TOLD, STEPS),
        STEPS.subList(1, STEPS.size()),
        List.of());
  }

  @ParameterizedTest
  @MethodSource("otherThanBegun")
  void leavesWhatWasBegunAsItWasAndWhereItWas(List<PlannedStep> steps) {
    refuses(when(before(COPY), change(steps)), Code.STEP_BEGUN);
  }

  @Test
  void leavesAStepThatFailedAsItWas() {
    Tale tale = before(COPY).then(started(COPY, 1), Tale.failed(COPY, 1));

    refuses(when(tale, change(CHANGED)), Code.STEP_BEGUN);
  }

  static Stream<List<PlannedStep>> withoutWhatGuards() {
    List<PlannedStep> without = new ArrayList<>(STEPS);
    without.remove(of(AFTER));
    List<PlannedStep> last = new ArrayList<>(without);
    last.add(of(AFTER));
    return Stream.of(
        without,
        last,
        replaced(COMPARE, step(COMPARE, ActionKind.CHECK_HOST, true), STEPS.subList(0, 5)),
        replaced(AFTER, step(AFTER, ActionKind.RUN_SCRIPT, true)),
        replaced(DELETE, step(DELETE, ActionKind.MOVE_TREE, true)));
  }

  @ParameterizedTest
  @MethodSource("withoutWhatGuards")
  void leavesOutNothingThatReadsComparesReportsOrDeletes(List<PlannedStep> steps) {
    refuses(when(before(COPY), change(steps)), Code.GUARD_LOST);
  }

  static Stream<PlannedStep> weakened() {
    return Stream.of(
        gated(ActionKind.MOVE_TREE, Actor.APPROVER, null, REPORT, true),
        gated(ActionKind.MOVE_TREE, Actor.APPROVER, COMPARE, null, true),
        gated(ActionKind.MOVE_TREE, Actor.APPROVER, COMPARE, REPORT, false),
        gated(ActionKind.MOVE_TREE, Actor.OPERATOR, COMPARE, REPORT, true),
        gated(ActionKind.RUN_SCRIPT, Actor.APPROVER, COMPARE, REPORT, true));
  }

  @ParameterizedTest
  @MethodSource("weakened")
  void weakensNoGate(PlannedStep weak) {
    Tale tale = Tale.begin(GATES).then(started(STOP, 1), succeeded(STOP, 1));

    refuses(when(tale, change(replaced(GATED, weak, GATES))), Code.GUARD_LOST);
    when(tale, change(inserted(1, TOLD, GATES))).expectSuccessfulHandlerExecution();
  }

  @Test
  void isRefusedWhenItsStepsCannotBeCarriedOut() {
    PlannedStep unproven =
        new PlannedStep(
            TOLD.stepId(),
            "told",
            null,
            ActionKind.ATTEST,
            Actor.OPERATOR,
            true,
            List.of(new StepId("nowhere")),
            List.of(),
            false,
            null);

    refuses(when(before(COPY), change(inserted(STEPS.size(), unproven, STEPS))), Code.BROKEN_PLAN);
    refuses(when(before(COPY), change(inserted(STEPS.size(), of(LOOK), STEPS))), Code.BROKEN_PLAN);
  }

  @Test
  void isRefusedOnTheWayBackAndAtTheEnd() {
    Tale back =
        before(COPY)
            .then(
                new RollbackBegun(
                    ID,
                    COPY,
                    List.of(step(new StepId("undo-stop"), ActionKind.RUN_SCRIPT, true)),
                    "Olga",
                    "late"));
    Tale end = before(DELETE).done(DELETE, 1).then(new MigrationCompleted(ID, Verdict.PASSED));

    refuses(when(back, change(CHANGED)), Code.ROLLBACK_BEGUN);
    refuses(when(end, change(inserted(STEPS.size(), TOLD, STEPS))), Code.COMPLETED);
  }

  @Test
  void isRefusedFromWhoeverRunsIt() {
    when(before(COPY), change(CHANGED, "olga", "my own idea"))
        .expectException(
            Refusal.of(
                Code.NOT_NAMED,
                "migration 'site-a': whoever changes the runbook planned this migration, started a"
                    + " step of it or is named as an operator; nothing was changed, ask someone"
                    + " else"))
        .expectNoEvents();
  }

  @Test
  void isOnlyANamedApproversWhereSomeAreNamed() {
    Roles roles = new Roles(List.of("Olga", "Jens"), List.of("Anna"), Map.of());
    Tale tale = before(COPY).then(new RolesNamed(ID, roles, "Olga", "named with the plan"));

    refuses(when(tale, change(CHANGED, "Berta", "late")), Code.NOT_NAMED);
    refuses(when(tale, change(CHANGED, "Jens", "late")), Code.NOT_NAMED);
    when(tale, change(CHANGED)).expectEvents(changed(CHANGED));
  }

  @Test
  void isRefusedWithoutAReason() {
    refuses(when(before(COPY), change(CHANGED, "Anna", " ")), Code.BAD_TEXT);
  }

  private static PlannedStep of(StepId id) {
    return STEPS.stream().filter(step -> step.stepId().equals(id)).findFirst().orElseThrow();
  }

  private static PlannedStep gated(
      ActionKind action,
      Actor actor,
      @Nullable StepId provenBy,
      @Nullable StepId reportedBy,
      boolean approved) {
    return new PlannedStep(
        GATED,
        "gated",
        null,
        action,
        actor,
        true,
        provenBy == null ? List.of() : List.of(provenBy),
        reportedBy == null ? List.of() : List.of(reportedBy),
        approved,
        null);
  }

  private static List<PlannedStep> replaced(StepId id, PlannedStep by) {
    return replaced(id, by, STEPS);
  }

  private static List<PlannedStep> replaced(StepId id, PlannedStep by, List<PlannedStep> steps) {
    return steps.stream().map(step -> step.stepId().equals(id) ? by : step).toList();
  }

  private static List<PlannedStep> inserted(int at, PlannedStep step, List<PlannedStep> steps) {
    List<PlannedStep> more = new ArrayList<>(steps);
    more.add(at, step);
    return List.copyOf(more);
  }

  private static ChangeRunbook change(List<PlannedStep> steps) {
    return change(steps, "Anna", "the registry moved");
  }

  private static ChangeRunbook change(List<PlannedStep> steps, String person, String reason) {
    return new ChangeRunbook(ID, OTHER, digest('b'), steps, person, reason);
  }

  private static RunbookChanged changed(List<PlannedStep> steps) {
    return new RunbookChanged(ID, OTHER, digest('b'), steps, "Anna", "the registry moved");
  }

  private static ResultValidator<Migration> when(Tale tale, Object command) {
    return new AggregateTestFixture<>(Migration.class).given(tale.events()).when(command, OLGA);
  }

  private static void refuses(ResultValidator<Migration> result, Code code) {
    result.expectException(Refusal.of(code)).expectNoEvents();
  }
}
