package org.migrationauditor.command.migration;

import static org.migrationauditor.command.migration.Tale.BEFORE;
import static org.migrationauditor.command.migration.Tale.COMPARE;
import static org.migrationauditor.command.migration.Tale.DELETE;
import static org.migrationauditor.command.migration.Tale.ID;
import static org.migrationauditor.command.migration.Tale.LOOK;
import static org.migrationauditor.command.migration.Tale.STOP;
import static org.migrationauditor.command.migration.Tale.before;
import static org.migrationauditor.command.migration.Tale.begin;
import static org.migrationauditor.command.migration.Tale.digest;
import static org.migrationauditor.command.migration.Tale.started;

import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.command.migration.MigrationRejection.Code;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.ApproveStep;
import org.migrationauditor.messages.migration.AttestStep;
import org.migrationauditor.messages.migration.BeginRollback;
import org.migrationauditor.messages.migration.EventMetadata;
import org.migrationauditor.messages.migration.FindingWaived;
import org.migrationauditor.messages.migration.MigrationCompleted;
import org.migrationauditor.messages.migration.NameRoles;
import org.migrationauditor.messages.migration.PlanMigration;
import org.migrationauditor.messages.migration.RepeatStep;
import org.migrationauditor.messages.migration.Roles;
import org.migrationauditor.messages.migration.RolesNamed;
import org.migrationauditor.messages.migration.StepApproved;
import org.migrationauditor.messages.migration.StepAttested;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.migration.WaiveFinding;
import org.migrationauditor.messages.migration.Waiver;

final class RoleTest {
  private static final OwnerKey TRIAL = new OwnerKey("PROT-1");
  private static final Roles NAMED =
      new Roles(
          List.of("olga", "jens"),
          List.of("Anna", "Anton"),
          Map.of(TRIAL, List.of("Maria"), Roles.ALL_DATA, List.of("Max")));

  @Test
  void peopleNamedWithAPlanAreAnEventOfIt() {
    when(new Tale(), plan(NAMED), "Olga")
        .expectEvents(
            Tale.planned(Tale.STEPS), new RolesNamed(ID, NAMED, "Olga", "named with the plan"));
  }

  @Test
  void theSamePlanWithTheSamePeopleIsNoErrorAndWithOthersIsAnotherPlan() {
    Tale tale = named(begin());
    when(tale, plan(NAMED), "Olga").expectSuccessfulHandlerExecution().expectNoEvents();
    tale.by("Anton", new RolesNamed(ID, only("Anna"), "Anton", "Anton leaves"));
    when(tale, plan(NAMED), "Olga").expectSuccessfulHandlerExecution().expectNoEvents();

    refuses(when(tale, plan(only("Anna")), "Olga"), Code.OTHER_PLAN);
    refuses(when(begin(), plan(NAMED), "Olga"), Code.OTHER_PLAN);
  }

  @Test
  void onlyANamedApproverApproves() {
    Tale tale = named(before(DELETE));

    when(tale, approval("Berta"), "Berta")
        .expectException(
            Refusal.of(
                Code.NOT_NAMED,
                "migration 'site-a': step 'delete': only an approver may do that, and berta is none;"
                    + " no approval was recorded, ask Anna or Anton"))
        .expectNoEvents();
    when(tale, approval(" ANNA"), "Anna")
        .expectEvents(new StepApproved(ID, DELETE, " ANNA", "reports read"));
  }

  @Test
  void anApprovalCountsNoMoreOnceOthersAreNamed() {
    Tale tale =
        named(before(DELETE)).by("Anton", new StepApproved(ID, DELETE, "Anton", "reports read"));
    when(tale, Tale.perform(DELETE, 1), "Olga").expectEvents(started(DELETE, 1));

    tale.by("Anna", new RolesNamed(ID, only("Anna"), "Anna", "Anton leaves"));

    when(tale, Tale.perform(DELETE, 1), "Olga")
        .expectException(
            Refusal.of(
                Code.NOT_APPROVED,
                "migration 'site-a': step 'delete': nobody but its operators has approved it since"
                    + " its reports and comparisons; nothing was started, let Anna approve"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Maria", "Max"})
  void anOwnerOfThatDataOrOfAnyAcceptsAFinding(String person) {
    Waiver waiver = waiver(TRIAL, person);
    when(named(failed()), new WaiveFinding(ID, COMPARE, waiver), person)
        .expectEvents(new FindingWaived(ID, COMPARE, waiver));
  }

  @Test
  void anOwnerOfOtherDataAcceptsNothing() {
    Waiver waiver = waiver(new OwnerKey("PROT-2"), "Maria");

    when(named(failed()), new WaiveFinding(ID, COMPARE, waiver), "Maria")
        .expectException(
            Refusal.of(
                Code.NOT_NAMED,
                "migration 'site-a': step 'compare': only an owner of 'PROT-2' may do that, and"
                    + " maria is none; nothing was waived, ask Max"))
        .expectNoEvents();
  }

  @Test
  void nobodyAcceptsFindingsInDataOfWhichNoOwnerIsNamed() {
    Roles roles = new Roles(List.of(), List.of(), Map.of(TRIAL, List.of("Maria")));
    Tale tale = failed().by("Olga", new RolesNamed(ID, roles, "Olga", "named with the plan"));

    refuses(
        when(tale, new WaiveFinding(ID, COMPARE, waiver(new OwnerKey("P"), "Maria")), "Maria"),
        Code.NOT_NAMED);
  }

  @Test
  void onlyANamedOperatorRunsRepeatsAndAttests() {
    Tale tale = named(before(LOOK));
    refuses(when(tale, Tale.perform(LOOK, 1), "Berta"), Code.NOT_NAMED);
    refuses(when(tale, new RepeatStep(ID, BEFORE, "Berta", "again"), "Berta"), Code.NOT_NAMED);
    when(tale, Tale.perform(LOOK, 1), "Jens").expectEvents(started(LOOK, 1));

    tale.by("Jens", started(LOOK, 1));

    refuses(
        when(tale, new AttestStep(ID, LOOK, "Berta", "seen", null, null), "Berta"), Code.NOT_NAMED);
    when(tale, new AttestStep(ID, LOOK, "Jens", "seen", null, null), "Jens")
        .expectEvents(new StepAttested(ID, LOOK, "Jens", "seen", null, null));
  }

  @Test
  void anApproverRunsNoStepWhereNoOperatorIsNamed() {
    Tale tale = begin().by("Olga", new RolesNamed(ID, only("Anna"), "Olga", "named with the plan"));

    refuses(when(tale, Tale.perform(STOP, 1), "anna"), Code.NOT_NAMED);
    when(tale, Tale.perform(STOP, 1), "Berta").expectEvents(started(STOP, 1));
  }

  @Test
  void anOperatorOrApproverTurnsItRound() {
    Tale tale = named(before(LOOK));

    refuses(when(tale, rollback("Berta"), "Berta"), Code.NOT_NAMED);
    when(tale, rollback("Anna"), "Anna").expectSuccessfulHandlerExecution();
    when(tale, rollback("Jens"), "Jens").expectSuccessfulHandlerExecution();
  }

  @Test
  void othersAreNamedByAnApproverWithAReasonOnce() {
    Tale tale = named(begin());
    NameRoles command = new NameRoles(ID, only("Berta"), "Anna", "Berta is on call");
    RolesNamed event = new RolesNamed(ID, only("Berta"), "Anna", "Berta is on call");

    when(tale, command, "Anna").expectEvents(event);
    when(tale.by("Anna", event), command, "Anna")
        .expectSuccessfulHandlerExecution()
        .expectNoEvents();
    refuses(
        when(named(begin()), new NameRoles(ID, only("Berta"), "Anna", " "), "Anna"), Code.BAD_TEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Olga", "Jens", "Berta", "Maria"})
  void nobodyElseNamesOthers(String person) {
    refuses(
        when(named(begin()), new NameRoles(ID, only(person), person, "it is late"), person),
        Code.NOT_NAMED);
  }

  @Test
  void whereNobodyIsNamedAnyoneButAnOperatorNamesOthers() {
    refuses(when(begin(), new NameRoles(ID, NAMED, "olga", "late"), "olga"), Code.NOT_NAMED);
    when(begin(), new NameRoles(ID, NAMED, "Berta", "late"), "Berta")
        .expectEvents(new RolesNamed(ID, NAMED, "Berta", "late"));
  }

  @Test
  void namesThatLeaveNoFourEyesAreRefused() {
    Roles both = new Roles(List.of("Jens"), List.of("Anna", "JENS"), Map.of());

    refuses(when(new Tale(), plan(both), "Olga"), Code.NOT_NAMED);
    refuses(when(new Tale(), plan(only("olga")), "Olga"), Code.NOT_NAMED);
    refuses(when(named(begin()), new NameRoles(ID, both, "Anna", "late"), "Anna"), Code.NOT_NAMED);
    refuses(
        when(named(begin()), new NameRoles(ID, only("Olga"), "Anna", "late"), "Anna"),
        Code.NOT_NAMED);
    refuses(when(new Tale(), plan(only("a\u202Eb")), "Olga"), Code.BAD_TEXT);
  }

  @Test
  void nobodyIsNamedOnceAllIsDone() {
    Tale tale =
        named(before(DELETE))
            .done(DELETE, 1)
            .by("Olga", new MigrationCompleted(ID, Verdict.PASSED));

    refuses(when(tale, new NameRoles(ID, only("Berta"), "Anna", "late"), "Anna"), Code.COMPLETED);
  }

  private static Roles only(String approver) {
    return new Roles(List.of(), List.of(approver), Map.of());
  }

  private static Tale named(Tale tale) {
    return tale.by("Olga", new RolesNamed(ID, NAMED, "Olga", "named with the plan"));
  }

  private static Tale failed() {
    return before(COMPARE).compared(1, Verdict.FAILED);
  }

  private static Waiver waiver(OwnerKey data, String person) {
    return new Waiver(digest('c'), FindingCode.MISSING, "a.dcm", data, person, "as agreed");
  }

  private static PlanMigration plan(Roles roles) {
    PlanMigration plan = Tale.plan(Tale.STEPS);
    return new PlanMigration(
        ID,
        plan.runbook(),
        plan.runbookDigest(),
        plan.steps(),
        plan.parameters(),
        plan.losses(),
        plan.preview(),
        roles,
        plan.unattended(),
        null);
  }

  private static ApproveStep approval(String approver) {
    return new ApproveStep(ID, DELETE, approver, "reports read");
  }

  private static BeginRollback rollback(String person) {
    return new BeginRollback(
        ID,
        List.of(Tale.step(new StepId("back"), ActionKind.MOVE_TREE, true)),
        person,
        "it is late");
  }

  private static ResultValidator<Migration> when(Tale tale, Object command, String who) {
    return new AggregateTestFixture<>(Migration.class)
        .given(tale.events())
        .when(command, Map.of(EventMetadata.WHO, who));
  }

  private static void refuses(ResultValidator<Migration> result, Code code) {
    result.expectException(Refusal.of(code)).expectNoEvents();
  }
}
