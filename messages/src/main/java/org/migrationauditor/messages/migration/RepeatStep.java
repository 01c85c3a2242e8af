package org.migrationauditor.messages.migration;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The operator lets a step that may not simply be repeated be tried once more. */
public record RepeatStep(
    @TargetAggregateIdentifier MigrationId migrationId,
    StepId stepId,
    String operator,
    String reason) {}
