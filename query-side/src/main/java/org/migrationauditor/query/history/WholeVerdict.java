package org.migrationauditor.query.history;

import java.util.Collection;
import java.util.Map;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.StepId;

/** Verdict on a whole migration. */
public final class WholeVerdict {
  private WholeVerdict() {}

  /**
   * The worst of the comparisons of a plan, or of a rollback; one that was not made yet is
   * INDETERMINATE.
   */
  public static Verdict of(
      Collection<PlannedStep> course, Map<StepId, ComparisonSummary> comparisons) {
    return Verdict.worst(
        course.stream()
            .filter(step -> step.action() == ActionKind.COMPARE_INVENTORIES)
            .map(PlannedStep::stepId)
            .map(
                step ->
                    comparisons.containsKey(step)
                        ? comparisons.get(step).verdict()
                        : Verdict.INDETERMINATE));
  }
}
