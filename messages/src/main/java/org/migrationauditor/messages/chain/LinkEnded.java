package org.migrationauditor.messages.chain;

import org.axonframework.serialization.Revision;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.ChainId;
import org.migrationauditor.messages.migration.MigrationId;

/**
 * Every step of a link's migration, or of its rollback, is done.
 *
 * @param place of the link, 1 for the first
 * @param verdict as the end of the migration or rollback had it
 * @param standing the same without findings that somebody accepted
 */
@Revision("1")
public record LinkEnded(
    ChainId chainId,
    int place,
    MigrationId migrationId,
    LinkEnding ending,
    Verdict verdict,
    Verdict standing)
    implements ChainEvent {}
