package org.migrationauditor.messages.migration;

import org.axonframework.serialization.Revision;

/** A person other than the operators let a gated step start. */
@Revision("1")
public record StepApproved(MigrationId migrationId, StepId stepId, String approver, String reason)
    implements MigrationEvent {}
