package org.migrationauditor.query.history;

import java.util.Objects;
import java.util.Set;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.migration.InventoriesCompared;
import org.migrationauditor.messages.migration.InventoryTaken;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.LossAcknowledged;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.migrationauditor.messages.migration.RepeatAllowed;
import org.migrationauditor.messages.migration.ReportIssued;
import org.migrationauditor.messages.migration.ReportWithdrawn;
import org.migrationauditor.messages.migration.RollbackBegun;
import org.migrationauditor.messages.migration.RunbookChanged;
import org.migrationauditor.messages.migration.StepFailed;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.migration.StepUncertain;
import org.migrationauditor.messages.query.MigrationState;

/**
 * Which later events contradict what was known when something was decided, or take it back.
 *
 * @param decision what was decided
 * @param known the state before it
 * @param ground comparisons on which it rests
 */
record Hindsight(MigrationEvent decision, MigrationState known, Set<StepId> ground) {

  boolean contradicts(MigrationEvent later) {
    if (decision instanceof LossAcknowledged) {
      return later instanceof RollbackBegun; // nothing is lost then
    }
    return switch (later) {
      case InventoriesCompared compared -> othersThanKnown(compared);
      case InventoryTaken taken -> taken.inventory().counts().unreadable() > 0;
      case ReportIssued issued ->
          known.reports().stream().anyMatch(report -> revises(issued.report(), report));
      case ReportWithdrawn taken ->
          known.report(taken.reportId()).filter(report -> !known.superseded(report)).isPresent();
      case StepFailed failed -> concerns(failed.stepId());
      case StepUncertain uncertain -> concerns(uncertain.stepId());
      case RepeatAllowed allowed -> concerns(allowed.stepId());
      case RunbookChanged changed -> true;
      case RollbackBegun begun -> true;
      default -> false;
    };
  }

  private boolean othersThanKnown(InventoriesCompared compared) {
    ComparisonSummary before = known.comparisons().get(compared.stepId());
    ComparisonSummary after = compared.comparison();
    return before == null
        ? after.verdict() != Verdict.PASSED
        : before.verdict() != after.verdict() || !before.findings().equals(after.findings());
  }

  private boolean revises(IssuedReport later, IssuedReport before) {
    return later.scope().equals(before.scope())
        && later.verdict().compareTo(before.verdict()) > 0 // the worse, the greater
        && !known.superseded(before);
  }

  private boolean concerns(StepId step) {
    return ground.contains(step) || Objects.equals(EventSummary.of(decision).step(), step);
  }
}
