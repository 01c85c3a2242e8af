package org.migrationauditor.messages.migration;

import org.axonframework.serialization.Revision;
import org.migrationauditor.messages.person.Personal;

/**
 * It was said who may act in which role from now on; nobody else may.
 *
 * @param person who said it
 * @param reason in the person's words; no patient attribute
 */
@Revision("1")
public record RolesNamed(
    MigrationId migrationId,
    Roles roles,
    @Personal String person,
    @Personal(by = "person") String reason)
    implements MigrationEvent {}
