package org.migrationauditor.messages.query;

import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.migration.StepId;

/**
 * A comparison that says something else at the second of two moments.
 *
 * @param stepId of the comparison
 * @param before null when it was not made yet
 * @param after null when it counts no more
 */
public record ComparisonChange(
    StepId stepId, @Nullable ComparisonSummary before, @Nullable ComparisonSummary after) {}
