package org.migrationauditor.messages.migration;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Names who may act in which role from now on, in place of whoever was named before.
 *
 * @param person who names them
 * @param reason in the person's words; no patient attribute
 */
public record NameRoles(
    @TargetAggregateIdentifier MigrationId migrationId,
    Roles roles,
    String person,
    String reason) {}
