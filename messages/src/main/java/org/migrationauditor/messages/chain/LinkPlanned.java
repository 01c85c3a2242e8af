package org.migrationauditor.messages.chain;

import org.axonframework.serialization.Revision;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.migration.ChainId;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.RunbookId;

/**
 * A link has a migration. A later one of the same place replaces it.
 *
 * @param place of the link, 1 for the first
 * @param runbook that of the link, or a site's own of it
 * @param runbookDigest SHA-256 of its file
 */
@Revision("1")
public record LinkPlanned(
    ChainId chainId,
    int place,
    MigrationId migrationId,
    RunbookId runbook,
    ContentDigest runbookDigest)
    implements ChainEvent {}
