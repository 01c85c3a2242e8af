package org.migrationauditor.command.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.migration.MigrationRejection.Code;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.MigrationPlanned;
import org.migrationauditor.messages.migration.PlanMigration;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.StepId;

/** What makes a plan one that can be carried out from its first step to its last. */
final class PlanRules {
  private final MigrationId migrationId;
  private final List<PlannedStep> earlier = new ArrayList<>();

  private PlanRules(MigrationId migrationId) {
    this.migrationId = migrationId;
  }

  /** Refuses a plan that cannot be carried out, and one beside {@code existing}. */
  static void check(PlanMigration plan, @Nullable MigrationPlanned existing) {
    if (existing != null) {
      throw MigrationRejection.of(
          Code.OTHER_PLAN,
          plan.migrationId(),
          "it is planned already, otherwise; nothing was planned, choose another name");
    }
    check(plan.migrationId(), plan.steps());
  }

  /** Refuses steps that cannot be carried out from the first to the last. */
  static void check(MigrationId migrationId, List<PlannedStep> steps) {
    if (steps.isEmpty()) {
      throw MigrationRejection.of(
          Code.BROKEN_PLAN, migrationId, "the plan has no steps; nothing was planned");
    }
    new PlanRules(migrationId).checkSteps(steps);
  }

  private void checkSteps(List<PlannedStep> steps) {
    for (PlannedStep step : steps) {
      if (earlier(step.stepId()).isPresent()) {
        throw broken(step, "stands in the plan twice");
      }
      for (StepId comparison : step.provenBy()) {
        find(step, "provenBy", comparison, ActionKind.COMPARE_INVENTORIES);
      }
      for (StepId report : step.reportedBy()) {
        find(step, "reportedBy", report, ActionKind.ISSUE_REPORTS);
      }
      checkReportsComeAfterComparisons(step);
      earlier.add(step);
    }
  }

  private void find(PlannedStep step, String field, StepId named, ActionKind kind) {
    ActionKind found =
        earlier(named)
            .orElseThrow(() -> broken(step, field + " names '" + named + "', no earlier step"))
            .action();
    if (found != kind) {
      throw broken(step, field + " names '" + named + "', which is " + found + ", not " + kind);
    }
  }

  /** Otherwise the gate could never open. */
  private void checkReportsComeAfterComparisons(PlannedStep step) {
    List<StepId> order = earlier.stream().map(PlannedStep::stepId).toList();
    for (StepId report : step.reportedBy()) {
      for (StepId comparison : step.provenBy()) {
        if (order.indexOf(report) < order.indexOf(comparison)) {
          throw broken(
              step, "reports '" + report + "' come before the comparison '" + comparison + "'");
        }
      }
    }
  }

  private Optional<PlannedStep> earlier(StepId id) {
    return earlier.stream().filter(step -> step.stepId().equals(id)).findFirst();
  }

  private MigrationRejection broken(PlannedStep step, String what) {
    return MigrationRejection.of(
        Code.BROKEN_PLAN,
        migrationId,
        step.stepId(),
        what + "; nothing was planned, correct the runbook");
  }
}
