package org.migrationauditor.messages.chain;

import org.axonframework.serialization.Revision;
import org.migrationauditor.messages.migration.ChainId;
import org.migrationauditor.messages.migration.MigrationId;

/**
 * The migration of a link is about to change the host, so that no other can replace it unless it is
 * rolled back.
 *
 * @param place of the link, 1 for the first
 */
@Revision("1")
public record LinkBegun(ChainId chainId, int place, MigrationId migrationId)
    implements ChainEvent {}
