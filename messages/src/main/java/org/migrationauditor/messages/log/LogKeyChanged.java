package org.migrationauditor.messages.log;

import org.axonframework.serialization.Revision;
import org.migrationauditor.messages.person.Personal;

/**
 * Another key signs the heads of the log, from the one over this event on.
 *
 * @param from key that signed them before, as C2SP signed-note writes a verifier key
 * @param to key that signs them now, of the same name
 * @param person who changed it
 * @param reason why, in their words
 * @param endorsement note of the change, signed by both keys: without it an event changes nothing
 */
@Revision("1")
public record LogKeyChanged(
    String from,
    String to,
    @Personal String person,
    @Personal(by = "person") String reason,
    String endorsement)
    implements LogEvent {}
