package org.migrationauditor.messages.migration;

import org.axonframework.serialization.Revision;

/** An attempt ended and nobody knows how: a crash, a kill or a reboot came between. */
@Revision("1")
public record StepUncertain(MigrationId migrationId, StepId stepId, int attempt, String reason)
    implements MigrationEvent {}
