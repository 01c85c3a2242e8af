package org.migrationauditor.messages.migration;

import org.axonframework.serialization.Revision;

/** The migration was planned as one link of a chain. */
@Revision("1")
public record ChainJoined(MigrationId migrationId, ChainPlace chain) implements MigrationEvent {}
