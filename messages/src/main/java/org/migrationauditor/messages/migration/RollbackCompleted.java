package org.migrationauditor.messages.migration;

import org.axonframework.serialization.Revision;
import org.migrationauditor.messages.Verdict;

/**
 * The last step of a rollback succeeded.
 *
 * @param verdict worst of the comparisons of what was restored; INDETERMINATE when there was none
 */
@Revision("1")
public record RollbackCompleted(MigrationId migrationId, Verdict verdict)
    implements MigrationEvent {}
