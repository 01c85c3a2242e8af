package org.migrationauditor.messages.chain;

import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.ChainId;
import org.migrationauditor.messages.migration.MigrationId;

/**
 * Tells how the migration of a link ended.
 *
 * @param verdict as the end of the migration or rollback had it
 * @param standing the same without findings that somebody accepted
 */
public record EndLink(
    ChainId chainId, MigrationId migrationId, LinkEnding ending, Verdict verdict, Verdict standing)
    implements ChainCommand {}
