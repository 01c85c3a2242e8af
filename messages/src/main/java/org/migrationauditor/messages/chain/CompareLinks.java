package org.migrationauditor.messages.chain;

import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.migration.ChainId;
import org.migrationauditor.messages.migration.MigrationId;

/**
 * Tells what differs between what a link read first and what the link before it had read last.
 *
 * @param migrationId of the later link
 * @param before manifest of the earlier link's last inventory
 * @param after manifest of the later link's first inventory
 */
public record CompareLinks(
    ChainId chainId,
    MigrationId migrationId,
    ContentDigest before,
    ContentDigest after,
    ComparisonSummary comparison)
    implements ChainCommand {}
