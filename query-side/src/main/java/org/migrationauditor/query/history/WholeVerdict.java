package org.migrationauditor.query.history;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.StepId;

/** Verdict on a whole migration. */
public final class WholeVerdict {
  private WholeVerdict() {}

  /** The worst of all comparisons; a planned one that was not made yet is INDETERMINATE. */
  public static Verdict of(
      Collection<PlannedStep> plan, Map<StepId, ComparisonSummary> comparisons) {
    Stream<Verdict> made = comparisons.values().stream().map(ComparisonSummary::verdict);
    Stream<Verdict> outstanding =
        plan.stream()
            .filter(step -> step.action() == ActionKind.COMPARE_INVENTORIES)
            .filter(step -> !comparisons.containsKey(step.stepId()))
            .map(step -> Verdict.INDETERMINATE);
    return Verdict.worst(Stream.concat(made, outstanding));
  }
}
