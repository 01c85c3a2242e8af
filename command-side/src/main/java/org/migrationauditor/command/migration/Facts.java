package org.migrationauditor.command.migration;

import java.util.ArrayList;
import java.util.List;
import org.migrationauditor.messages.migration.ChainJoined;
import org.migrationauditor.messages.migration.ChangeRunbook;
import org.migrationauditor.messages.migration.DeviationRecorded;
import org.migrationauditor.messages.migration.InventoriesCompared;
import org.migrationauditor.messages.migration.InventoryTaken;
import org.migrationauditor.messages.migration.LossAcknowledged;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.MigrationPlanned;
import org.migrationauditor.messages.migration.Outcome;
import org.migrationauditor.messages.migration.PlanMigration;
import org.migrationauditor.messages.migration.PlanPreviewed;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.RecordComparison;
import org.migrationauditor.messages.migration.RecordInventory;
import org.migrationauditor.messages.migration.RecordOutcome;
import org.migrationauditor.messages.migration.RecordReports;
import org.migrationauditor.messages.migration.ReportIssued;
import org.migrationauditor.messages.migration.RunbookChanged;
import org.migrationauditor.messages.migration.StepFailed;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.migration.StepSucceeded;
import org.migrationauditor.messages.migration.StepUncertain;

/** What a command tells, as the events that it becomes; an attempt's end comes last. */
final class Facts {
  private Facts() {}

  static List<MigrationEvent> of(PlanMigration command) {
    List<MigrationEvent> facts = new ArrayList<>();
    facts.add(
        new MigrationPlanned(
            command.migrationId(),
            command.runbook(),
            command.runbookDigest(),
            command.steps(),
            command.parameters(),
            command.unattended()));
    facts.addAll(deviations(command.migrationId(), command.steps()));
    command.losses().forEach(loss -> facts.add(new LossAcknowledged(command.migrationId(), loss)));
    if (command.preview() != null) {
      facts.add(new PlanPreviewed(command.migrationId(), command.preview()));
    }
    if (command.chain() != null) {
      facts.add(new ChainJoined(command.migrationId(), command.chain()));
    }
    return List.copyOf(facts);
  }

  /** With the deviations of steps that are new or no more as they were. */
  static List<MigrationEvent> of(ChangeRunbook command, List<PlannedStep> before) {
    List<MigrationEvent> facts = new ArrayList<>();
    facts.add(changed(command));
    facts.addAll(
        deviations(
            command.migrationId(),
            command.steps().stream().filter(step -> !before.contains(step)).toList()));
    return List.copyOf(facts);
  }

  static RunbookChanged changed(ChangeRunbook command) {
    return new RunbookChanged(
        command.migrationId(),
        command.runbook(),
        command.runbookDigest(),
        command.steps(),
        command.person(),
        command.reason());
  }

  private static List<MigrationEvent> deviations(MigrationId id, List<PlannedStep> steps) {
    List<MigrationEvent> deviations = new ArrayList<>();
    for (PlannedStep step : steps) {
      String deviation = step.deviation();
      if (deviation != null) {
        deviations.add(new DeviationRecorded(id, step.stepId(), step.guideStep(), deviation));
      }
    }
    return deviations;
  }

  /** Of an attempt whose end nobody saw. */
  static StepUncertain lost(MigrationId id, StepId step, int attempt) {
    return new StepUncertain(
        id,
        step,
        attempt,
        "attempt "
            + attempt
            + " ended unseen: the program or the host stopped before its outcome was recorded");
  }

  static List<MigrationEvent> of(RecordOutcome command) {
    return List.of(
        end(command.migrationId(), command.stepId(), command.attempt(), command.outcome()));
  }

  static List<MigrationEvent> of(RecordInventory command) {
    return List.of(
        new InventoryTaken(
            command.migrationId(), command.stepId(), command.inventory(), command.shares()),
        end(command.migrationId(), command.stepId(), command.attempt(), command.outcome()));
  }

  static List<MigrationEvent> of(RecordComparison command) {
    return List.of(
        new InventoriesCompared(
            command.migrationId(), command.stepId(), command.comparison(), command.shares()),
        end(command.migrationId(), command.stepId(), command.attempt(), command.outcome()));
  }

  static List<MigrationEvent> of(RecordReports command) {
    List<MigrationEvent> facts = new ArrayList<>();
    command
        .reports()
        .forEach(
            report -> facts.add(new ReportIssued(command.migrationId(), command.stepId(), report)));
    facts.add(end(command.migrationId(), command.stepId(), command.attempt(), command.outcome()));
    return List.copyOf(facts);
  }

  private static MigrationEvent end(MigrationId id, StepId step, int attempt, Outcome outcome) {
    return switch (outcome.result()) {
      case SUCCEEDED ->
          new StepSucceeded(
              id,
              step,
              attempt,
              outcome.durationMillis(),
              outcome.exitCode(),
              outcome.output(),
              outcome.observations());
      case FAILED ->
          new StepFailed(
              id,
              step,
              attempt,
              outcome.durationMillis(),
              outcome.exitCode(),
              outcome.output(),
              outcome.observations(),
              outcome.reason());
      case UNCERTAIN -> new StepUncertain(id, step, attempt, outcome.reason());
    };
  }
}
