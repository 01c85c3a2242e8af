package org.migrationauditor.messages.migration;

import org.axonframework.serialization.Revision;

/**
 * An attempt at a step began.
 *
 * @param attempt 1 for the first
 * @param summary what is being done, with paths and arguments, secrets masked
 */
@Revision("1")
public record StepStarted(
    MigrationId migrationId, StepId stepId, int attempt, ActionKind action, String summary)
    implements MigrationEvent {}
