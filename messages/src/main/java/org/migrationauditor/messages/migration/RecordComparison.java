package org.migrationauditor.messages.migration;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.migrationauditor.messages.inventory.ComparisonSummary;

/** Tells what a comparison step found, together with how it ended. */
public record RecordComparison(
    @TargetAggregateIdentifier MigrationId migrationId,
    StepId stepId,
    int attempt,
    ComparisonSummary comparison,
    Outcome outcome) {}
