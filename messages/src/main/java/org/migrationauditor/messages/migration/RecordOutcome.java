package org.migrationauditor.messages.migration;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Tells how an attempt ended. */
public record RecordOutcome(
    @TargetAggregateIdentifier MigrationId migrationId,
    StepId stepId,
    int attempt,
    Outcome outcome) {}
