package org.migrationauditor.messages.person;

import org.axonframework.serialization.Revision;

/**
 * A person's key was destroyed, so that nothing that is stored under it can be read any more.
 *
 * @param events in which the person's name or words stand, count
 * @param person who erased them
 * @param reason in the words of whoever erased them
 */
@Revision("1")
public record PersonErased(
    PersonId personId,
    long events,
    @Personal String person,
    @Personal(by = "person") String reason) {}
