package org.migrationauditor.messages.chain;

import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.migration.ChainId;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.RunbookId;

/**
 * Asks that a migration be the link whose turn it is.
 *
 * @param place that the caller holds for that link, 1 for the first
 * @param runbook that of the link, or a site's own of it
 * @param runbookDigest SHA-256 of its file
 */
public record PlanLink(
    ChainId chainId,
    int place,
    MigrationId migrationId,
    RunbookId runbook,
    ContentDigest runbookDigest)
    implements ChainCommand {}
