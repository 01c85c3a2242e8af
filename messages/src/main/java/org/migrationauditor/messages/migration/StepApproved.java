package org.migrationauditor.messages.migration;

import org.axonframework.serialization.Revision;
import org.migrationauditor.messages.person.Personal;

/** A person other than the operators let a gated step start. */
@Revision("1")
public record StepApproved(
    MigrationId migrationId,
    StepId stepId,
    @Personal String approver,
    @Personal(by = "approver") String reason)
    implements MigrationEvent {}
