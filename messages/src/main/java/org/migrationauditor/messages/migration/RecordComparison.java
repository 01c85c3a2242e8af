package org.migrationauditor.messages.migration;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.inventory.ComparisonSummary;

/**
 * Tells what a comparison step found, together with how it ended.
 *
 * @param shares as the event tells them
 */
public record RecordComparison(
    @TargetAggregateIdentifier MigrationId migrationId,
    StepId stepId,
    int attempt,
    ComparisonSummary comparison,
    @Nullable ContentDigest shares,
    Outcome outcome) {}
