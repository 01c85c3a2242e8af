package org.migrationauditor.command.migration;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.migration.MigrationRejection.Code;
import org.migrationauditor.messages.migration.ApproveStep;
import org.migrationauditor.messages.migration.AttestStep;
import org.migrationauditor.messages.migration.BeginRollback;
import org.migrationauditor.messages.migration.ChainJoined;
import org.migrationauditor.messages.migration.ChangeRunbook;
import org.migrationauditor.messages.migration.DeviationRecorded;
import org.migrationauditor.messages.migration.EventMetadata;
import org.migrationauditor.messages.migration.FindingWaived;
import org.migrationauditor.messages.migration.InventoriesCompared;
import org.migrationauditor.messages.migration.InventoryTaken;
import org.migrationauditor.messages.migration.LossAcknowledged;
import org.migrationauditor.messages.migration.MigrationCompleted;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.MigrationPlanned;
import org.migrationauditor.messages.migration.NameRoles;
import org.migrationauditor.messages.migration.PerformStep;
import org.migrationauditor.messages.migration.PlanMigration;
import org.migrationauditor.messages.migration.PlanPreviewed;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.RecordComparison;
import org.migrationauditor.messages.migration.RecordInventory;
import org.migrationauditor.messages.migration.RecordOutcome;
import org.migrationauditor.messages.migration.RecordReports;
import org.migrationauditor.messages.migration.ReissueReports;
import org.migrationauditor.messages.migration.RepeatAllowed;
import org.migrationauditor.messages.migration.RepeatStep;
import org.migrationauditor.messages.migration.ReportIssued;
import org.migrationauditor.messages.migration.ReportWithdrawn;
import org.migrationauditor.messages.migration.Roles;
import org.migrationauditor.messages.migration.RolesNamed;
import org.migrationauditor.messages.migration.RollbackBegun;
import org.migrationauditor.messages.migration.RollbackCompleted;
import org.migrationauditor.messages.migration.RunbookChanged;
import org.migrationauditor.messages.migration.StepApproved;
import org.migrationauditor.messages.migration.StepAttested;
import org.migrationauditor.messages.migration.StepFailed;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.migration.StepStarted;
import org.migrationauditor.messages.migration.StepSucceeded;
import org.migrationauditor.messages.migration.StepUncertain;
import org.migrationauditor.messages.migration.WaiveFinding;
import org.migrationauditor.messages.migration.WithdrawReport;
import org.migrationauditor.messages.query.StepStatus;

/** Decides what may happen to one migration, from what has happened to it and nothing else. */
@SuppressWarnings("NullAway.Init") // replay fills the identifier
final class Migration {
  @AggregateIdentifier private MigrationId migrationId;
  private final Ledger ledger = new Ledger();

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(PlanMigration command, @MetaDataValue(EventMetadata.WHO) @Nullable String who) {
    List<MigrationEvent> plan = Facts.of(command);
    if (ledger.planned(plan.getFirst(), command.roles(), command.chain())) {
      return;
    }
    FreeText.check(command);
    PlanRules.check(command, ledger.plan());
    Person.require(command.migrationId(), who);
    new RoleRules(command.migrationId(), ledger).checkNames(command.roles(), Person.of(who));
    plan.forEach(event -> apply(event));
    if (who != null && !command.roles().equals(Roles.NONE)) {
      apply(new RolesNamed(command.migrationId(), command.roles(), who, "named with the plan"));
    }
  }

  @CommandHandler
  void handle(PerformStep command, @MetaDataValue(EventMetadata.WHO) @Nullable String who) {
    PlannedStep step = step(command.stepId());
    Progress progress = ledger.progress(step.stepId());
    if (progress.is(StepStatus.STARTED) && progress.attempts() == command.attempt()) {
      return;
    }
    FreeText.check(command);
    Person.require(migrationId, who);
    new RoleRules(migrationId, ledger).checkStart(step, Person.of(who));
    Starts starts = new Starts(migrationId, ledger);
    starts.checkLeft(step);
    new Gates(migrationId, ledger).checkStart(step, Person.of(who));
    starts.check(step, command);
    if (progress.is(StepStatus.STARTED)) {
      apply(Facts.lost(migrationId, step.stepId(), progress.attempts()));
    }
    apply(
        new StepStarted(
            migrationId, step.stepId(), command.attempt(), step.action(), command.summary()));
  }

  @CommandHandler
  void handle(RecordOutcome command) {
    FreeText.check(command);
    record(command.stepId(), command.attempt(), Facts.of(command));
  }

  @CommandHandler
  void handle(RecordInventory command) {
    FreeText.check(command);
    record(command.stepId(), command.attempt(), Facts.of(command));
  }

  @CommandHandler
  void handle(RecordComparison command) {
    FreeText.check(command);
    record(command.stepId(), command.attempt(), Facts.of(command));
  }

  @CommandHandler
  void handle(RecordReports command) {
    FreeText.check(command);
    record(command.stepId(), command.attempt(), Facts.of(command));
  }

  @CommandHandler
  void handle(ReissueReports command) {
    FreeText.check(command);
    new ReportRules(migrationId, ledger).facts(command).forEach(fact -> apply(fact));
  }

  @CommandHandler
  void handle(WithdrawReport command) {
    FreeText.check(command);
    new ReportRules(migrationId, ledger).checkWithdrawal(command);
    if (!ledger.reports().withdrawn(command.reportId())) {
      apply(
          new ReportWithdrawn(migrationId, command.reportId(), command.person(), command.reason()));
    }
  }

  private void record(StepId stepId, int attempt, List<MigrationEvent> facts) {
    PlannedStep step = step(stepId);
    if (ledger.knows(stepId, facts)) {
      return;
    }
    new Records(migrationId, ledger).check(step, attempt, facts);
    facts.forEach(fact -> apply(fact));
    if (ledger.next().isEmpty()) {
      apply(
          ledger.rollback() == null
              ? new MigrationCompleted(migrationId, ledger.verdict())
              : new RollbackCompleted(migrationId, ledger.verdict()));
    }
  }

  @CommandHandler
  void handle(AttestStep command) {
    PlannedStep step = step(command.stepId());
    FreeText.check(command);
    StepAttested attested =
        new StepAttested(
            migrationId,
            step.stepId(),
            command.person(),
            command.note(),
            command.evidenceFile(),
            command.evidenceDigest());
    if (ledger.attestation(step.stepId()).filter(attested::equals).isPresent()) {
      return;
    }
    new RoleRules(migrationId, ledger).checkWord(step, Person.of(command.person()));
    new Records(migrationId, ledger).checkAttestation(step, attested);
    apply(attested);
  }

  @CommandHandler
  void handle(ApproveStep command) {
    PlannedStep step = step(command.stepId());
    FreeText.check(command);
    Gates gates = new Gates(migrationId, ledger);
    Person approver = Person.of(command.approver());
    new RoleRules(migrationId, ledger).checkApproval(step, approver);
    gates.checkApproval(step, approver);
    if (!gates.approved(step, approver)) {
      apply(new StepApproved(migrationId, step.stepId(), command.approver(), command.reason()));
    }
  }

  @CommandHandler
  void handle(WaiveFinding command) {
    PlannedStep step = step(command.stepId());
    FreeText.check(command);
    new RoleRules(migrationId, ledger).checkWaiver(step, command.waiver());
    new Gates(migrationId, ledger).checkWaiver(step, command.waiver());
    if (!ledger.waived(step.stepId(), command.waiver())) {
      apply(new FindingWaived(migrationId, step.stepId(), command.waiver()));
    }
  }

  @CommandHandler
  void handle(RepeatStep command) {
    PlannedStep step = step(command.stepId());
    FreeText.check(command);
    new RoleRules(migrationId, ledger).checkStart(step, Person.of(command.operator()));
    Starts starts = new Starts(migrationId, ledger);
    starts.checkRepeat(step);
    Progress progress = ledger.progress(step.stepId());
    if (progress.is(StepStatus.PENDING)) {
      return; // it is due again already
    }
    if (progress.is(StepStatus.STARTED)) {
      apply(Facts.lost(migrationId, step.stepId(), progress.attempts()));
    }
    apply(new RepeatAllowed(migrationId, step.stepId(), command.operator(), command.reason()));
  }

  @CommandHandler
  void handle(ChangeRunbook command) {
    if (ledger.changed().filter(Facts.changed(command)::equals).isPresent()) {
      return;
    }
    FreeText.check(command);
    new RoleRules(migrationId, ledger).checkChange(Person.of(command.person()));
    new Changes(migrationId, ledger).check(command);
    Facts.of(command, ledger.steps().toList()).forEach(fact -> apply(fact));
  }

  @CommandHandler
  void handle(BeginRollback command, @MetaDataValue(EventMetadata.WHO) @Nullable String who) {
    Rollbacks rollbacks = new Rollbacks(migrationId, ledger);
    if (rollbacks.begun(command)) {
      return;
    }
    FreeText.check(command);
    Person.require(migrationId, who);
    new RoleRules(migrationId, ledger).checkTurn(Person.of(command.person()));
    rollbacks.check(command);
    rollbacks.facts(command).forEach(fact -> apply(fact));
  }

  @CommandHandler
  void handle(NameRoles command) {
    RolesNamed named =
        new RolesNamed(migrationId, command.roles(), command.person(), command.reason());
    if (ledger.named().filter(named::equals).isPresent()) {
      return;
    }
    FreeText.check(command);
    new RoleRules(migrationId, ledger).checkNaming(command.roles(), Person.of(command.person()));
    apply(named);
  }

  @EventSourcingHandler
  void on(MigrationEvent event, @MetaDataValue(EventMetadata.WHO) @Nullable String who) {
    ledger.count(Person.of(who));
    switch (event) {
      case MigrationPlanned planned -> {
        migrationId = planned.migrationId();
        ledger.plan(planned, Person.of(who));
      }
      case DeviationRecorded deviation -> {} // the plan holds its text
      case LossAcknowledged loss -> {} // told to people only
      case PlanPreviewed preview -> {} // compared by whoever runs it
      case RolesNamed named -> ledger.name(named);
      case ChainJoined joined -> ledger.join(joined.chain());
      case StepStarted started -> ledger.start(started, Person.of(who));
      case StepSucceeded succeeded -> ledger.end(succeeded.stepId(), event, StepStatus.SUCCEEDED);
      case StepFailed failed -> ledger.end(failed.stepId(), event, StepStatus.FAILED);
      case StepUncertain uncertain -> ledger.end(uncertain.stepId(), event, StepStatus.UNCERTAIN);
      case StepAttested attested -> ledger.attest(attested);
      case StepApproved approved -> ledger.approve(approved);
      case FindingWaived waived -> ledger.waive(waived);
      case RepeatAllowed allowed -> ledger.repeat(allowed.stepId());
      case RunbookChanged changed -> ledger.change(changed);
      case RollbackBegun begun -> ledger.turn(begun);
      case InventoryTaken taken -> ledger.learn(taken.stepId(), event);
      case InventoriesCompared compared -> ledger.compare(compared);
      case ReportIssued issued -> ledger.issue(issued);
      case ReportWithdrawn withdrawn -> ledger.withdraw(withdrawn);
      case MigrationCompleted completed -> {} // that no step is left says it
      case RollbackCompleted completed -> {} // as well
    }
  }

  private PlannedStep step(StepId id) {
    if (ledger.abandoned(id)) {
      throw MigrationRejection.of(
          Code.ROLLBACK_BEGUN,
          migrationId,
          id,
          "the migration is being rolled back, or was; nothing was done or recorded, run it to its"
              + " end");
    }
    return ledger
        .step(id)
        .orElseThrow(
            () ->
                MigrationRejection.of(
                    Code.UNKNOWN_STEP,
                    migrationId,
                    id,
                    "the plan has no such step; nothing was done, look the steps up"));
  }
}
