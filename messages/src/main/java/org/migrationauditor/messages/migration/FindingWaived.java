package org.migrationauditor.messages.migration;

import org.axonframework.serialization.Revision;

/**
 * A person other than the operators accepted a finding for its owner. The comparison's verdict
 * stays what it is.
 *
 * @param stepId of the comparison
 */
@Revision("1")
public record FindingWaived(MigrationId migrationId, StepId stepId, Waiver waiver)
    implements MigrationEvent {}
