package org.migrationauditor.messages.migration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a plan, as it was when the plan was made.
 *
 * @param guideStep number in the guide, such as {@code 11.4}; null for a step the guide lacks
 * @param idempotent whether an interrupted attempt may simply be repeated
 * @param provenBy comparison steps that must have passed before this step may start
 * @param reportedBy report steps that must have succeeded before this step may start
 * @param approved whether someone other than the operators must approve before this step may start
 * @param deviation how and why the step departs from the guide; null when it does not
 */
public record PlannedStep(
    StepId stepId,
    String title,
    @Nullable String guideStep,
    ActionKind action,
    Actor actor,
    boolean idempotent,
    List<StepId> provenBy,
    List<StepId> reportedBy,
    boolean approved,
    @Nullable String deviation) {
  public PlannedStep {
    provenBy = List.copyOf(provenBy);
    reportedBy = List.copyOf(reportedBy);
    if (action.destructive() && (provenBy.isEmpty() || reportedBy.isEmpty() || !approved)) {
      throw new IllegalArgumentException(
          "step '%s' destroys data, so it needs provenBy, reportedBy and approved: true"
              .formatted(stepId));
    }
  }

  /** Whether every gate of another is one of this step too; it may have more. */
  public boolean keepsGatesOf(PlannedStep other) {
    return provenBy.containsAll(other.provenBy)
        && reportedBy.containsAll(other.reportedBy)
        && (approved || !other.approved);
  }
}
