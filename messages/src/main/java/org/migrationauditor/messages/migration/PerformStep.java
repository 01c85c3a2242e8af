package org.migrationauditor.messages.migration;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Asks to start the next step, or to start it again after it failed or became uncertain.
 *
 * @param attempt 1 for the first; the caller counts, so that a retry is recognised
 * @param summary what will be done, with paths and arguments, secrets masked
 */
public record PerformStep(
    @TargetAggregateIdentifier MigrationId migrationId,
    StepId stepId,
    int attempt,
    String summary) {}
