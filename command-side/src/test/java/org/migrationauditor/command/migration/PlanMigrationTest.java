package org.migrationauditor.command.migration;

import static org.migrationauditor.command.migration.Tale.BEFORE;
import static org.migrationauditor.command.migration.Tale.COMPARE;
import static org.migrationauditor.command.migration.Tale.COPY;
import static org.migrationauditor.command.migration.Tale.ID;
import static org.migrationauditor.command.migration.Tale.OLGA;
import static org.migrationauditor.command.migration.Tale.REPORT;
import static org.migrationauditor.command.migration.Tale.STEPS;
import static org.migrationauditor.command.migration.Tale.STOP;
import static org.migrationauditor.command.migration.Tale.begin;
import static org.migrationauditor.command.migration.Tale.plan;
import static org.migrationauditor.command.migration.Tale.planned;
import static org.migrationauditor.command.migration.Tale.step;

import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.migrationauditor.command.migration.MigrationRejection.Code;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.Actor;
import org.migrationauditor.messages.migration.ChainId;
import org.migrationauditor.messages.migration.ChainJoined;
import org.migrationauditor.messages.migration.ChainPlace;
import org.migrationauditor.messages.migration.DeviationRecorded;
import org.migrationauditor.messages.migration.PlanMigration;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.StepId;

final class PlanMigrationTest {
  private final AggregateTestFixture<Migration> migration =
      new AggregateTestFixture<>(Migration.class);

  @Test
  void plansAndTellsEachDeviation() {
    PlannedStep other =
        new PlannedStep(
            STOP,
            "Stop",
            "11.4",
            ActionKind.RUN_SCRIPT,
            Actor.OPERATOR,
            false,
            List.of(),
            List.of(),
            false,
            "the guide forgets the database");
    List<PlannedStep> steps = List.of(other, step(COPY, ActionKind.COPY_TREE, true));

    migration
        .givenNoPriorActivity()
        .when(plan(steps), OLGA)
        .expectEvents(
            planned(steps),
            new DeviationRecorded(ID, STOP, "11.4", "the guide forgets the database"));
  }

  @Test
  void takesTheSamePlanAgainAsARetry() {
    migration
        .given(begin().events())
        .when(plan(STEPS), OLGA)
        .expectSuccessfulHandlerExecution()
        .expectNoEvents();
  }

  @Test
  void refusesAnotherPlanUnderTheSameName() {
    migration
        .given(begin().events())
        .when(plan(STEPS.subList(0, 1)), OLGA)
        .expectException(
            Refusal.of(
                Code.OTHER_PLAN,
                "migration 'site-a': it is planned already, otherwise; nothing was planned, choose"
                    + " another name"))
        .expectNoEvents();
  }

  @Test
  void tellsOfWhichChainItIsALinkAndIsAnotherPlanWithoutIt() {
    PlanMigration alone = plan(STEPS);
    ChainPlace place = new ChainPlace(new ChainId("clinic-a"), 2, 4);
    PlanMigration chained =
        new PlanMigration(
            ID,
            alone.runbook(),
            alone.runbookDigest(),
            STEPS,
            alone.parameters(),
            List.of(),
            null,
            alone.roles(),
            false,
            place);

    migration
        .givenNoPriorActivity()
        .when(chained, OLGA)
        .expectEvents(planned(STEPS), new ChainJoined(ID, place));
    migration
        .given(planned(STEPS), new ChainJoined(ID, place))
        .when(chained, OLGA)
        .expectNoEvents();
    migration
        .given(planned(STEPS))
        .when(chained, OLGA)
        .expectException(Refusal.of(Code.OTHER_PLAN));
  }

  @Test
  void refusesAPlanWithoutSteps() {
    migration
        .givenNoPriorActivity()
        .when(plan(List.of()), OLGA)
        .expectException(
            Refusal.of(
                Code.BROKEN_PLAN,
                "migration 'site-a': the plan has no steps; nothing was planned"));
  }

  @Test
  void refusesAStepThatStandsTwice() {
    refuses(
        "stands in the plan twice",
        step(COPY, ActionKind.COPY_TREE, true),
        step(COPY, ActionKind.COPY_TREE, true));
  }

  @Test
  void refusesAProofThatIsNotInThePlan() {
    refuses("provenBy names 'compare', no earlier step", proven(COPY, List.of(COMPARE), List.of()));
  }

  @Test
  void refusesAProofThatComesLater() {
    refuses(
        "provenBy names 'compare', no earlier step",
        proven(COPY, List.of(COMPARE), List.of()),
        step(COMPARE, ActionKind.COMPARE_INVENTORIES, true));
  }

  @Test
  void refusesAProofOfItself() {
    refuses("provenBy names 'copy', no earlier step", proven(COPY, List.of(COPY), List.of()));
  }

  @Test
  void refusesAProofThatComparesNothing() {
    refuses(
        "provenBy names 'before', which is TAKE_INVENTORY, not COMPARE_INVENTORIES",
        step(BEFORE, ActionKind.TAKE_INVENTORY, true),
        proven(COPY, List.of(BEFORE), List.of()));
  }

  @Test
  void refusesReportsThatReportNothing() {
    refuses(
        "reportedBy names 'before', which is TAKE_INVENTORY, not ISSUE_REPORTS",
        step(BEFORE, ActionKind.TAKE_INVENTORY, true),
        proven(COPY, List.of(), List.of(BEFORE)));
  }

  @Test
  void refusesReportsThatCannotTellOfTheComparison() {
    refuses(
        "reports 'report' come before the comparison 'compare'",
        step(REPORT, ActionKind.ISSUE_REPORTS, true),
        step(COMPARE, ActionKind.COMPARE_INVENTORIES, true),
        proven(COPY, List.of(COMPARE), List.of(REPORT)));
  }

  @Test
  void refusesToPlanForNobody() {
    migration
        .givenNoPriorActivity()
        .when(plan(STEPS), Map.of("who", " "))
        .expectException(
            Refusal.of(
                Code.NO_CALLER,
                "migration 'site-a': the command does not say who asks; nothing was done, name"
                    + " yourself"));
  }

  @Test
  void refusesTextThatDoesNotPrintWithoutShowingIt() {
    PlannedStep step =
        new PlannedStep(
            STOP,
            "bell \u0007",
            null,
            ActionKind.CHECK_HOST,
            Actor.OPERATOR,
            true,
            List.of(),
            List.of(),
            false,
            null);
    migration
        .givenNoPriorActivity()
        .when(plan(List.of(step)), OLGA)
        .expectException(
            Refusal.of(
                Code.BAD_TEXT,
                "migration 'site-a': step 'stop': title holds control characters; leave them out,"
                    + " nothing was recorded"));
  }

  private static PlannedStep proven(StepId id, List<StepId> provenBy, List<StepId> reportedBy) {
    return new PlannedStep(
        id,
        "Copy",
        null,
        ActionKind.COPY_TREE,
        Actor.OPERATOR,
        true,
        provenBy,
        reportedBy,
        false,
        null);
  }

  private void refuses(String what, PlannedStep... steps) {
    migration
        .givenNoPriorActivity()
        .when(plan(List.of(steps)), OLGA)
        .expectException(
            Refusal.of(
                Code.BROKEN_PLAN,
                "migration 'site-a': step 'copy': "
                    + what
                    + "; nothing was planned, correct the runbook"))
        .expectNoEvents();
  }
}
