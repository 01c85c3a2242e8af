package org.migrationauditor.messages.migration;

import org.axonframework.serialization.Revision;

/** Whoever planned a migration acknowledged by name what it will lose. */
@Revision("1")
public record LossAcknowledged(MigrationId migrationId, AcknowledgedLoss loss)
    implements MigrationEvent {}
