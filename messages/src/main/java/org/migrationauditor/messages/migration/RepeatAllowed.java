package org.migrationauditor.messages.migration;

import org.axonframework.serialization.Revision;
import org.migrationauditor.messages.person.Personal;

/** The operator let a step that may not simply be repeated be tried once more. */
@Revision("1")
public record RepeatAllowed(
    MigrationId migrationId,
    StepId stepId,
    @Personal String operator,
    @Personal(by = "operator") String reason)
    implements MigrationEvent {}
