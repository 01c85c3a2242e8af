package org.migrationauditor.messages.migration;

import org.axonframework.serialization.Revision;
import org.migrationauditor.messages.Verdict;

/**
 * The last step succeeded.
 *
 * @param verdict worst of all comparisons
 */
@Revision("1")
public record MigrationCompleted(MigrationId migrationId, Verdict verdict)
    implements MigrationEvent {}
