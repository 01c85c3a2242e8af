package org.migrationauditor.messages.chain;

import org.axonframework.serialization.Revision;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.migration.ChainId;
import org.migrationauditor.messages.migration.MigrationId;

/**
 * What a link read first was held against what the link before it had read last at the same place:
 * whatever differs came, went or changed between the two.
 *
 * @param place of the later link, 2 or more
 * @param migrationId of the later link
 * @param before manifest of the earlier link's last inventory
 * @param after manifest of the later link's first inventory
 * @param comparison additions are announced, all else is a finding
 */
@Revision("1")
public record LinksCompared(
    ChainId chainId,
    int place,
    MigrationId migrationId,
    ContentDigest before,
    ContentDigest after,
    ComparisonSummary comparison)
    implements ChainEvent {}
