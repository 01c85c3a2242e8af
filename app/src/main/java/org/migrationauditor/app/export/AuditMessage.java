package org.migrationauditor.app.export;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of DICOM PS3.15 A.5. It names no patient, and holds no words that a person typed.
 *
 * @param type of the event; null where the standard asks for none
 * @param action {@code E} for execute, {@code R} for read
 * @param at ISO 8601 in UTC
 * @param source host that the event is of
 * @param object what it is about; null for nothing but the participants
 */
record AuditMessage(
    AuditCode event,
    @Nullable AuditCode type,
    String action,
    String at,
    Outcome outcome,
    List<Participant> participants,
    String source,
    @Nullable Subject object) {

  /** How it ended. What is not known is never a success. */
  enum Outcome {
    SUCCESS("0"),
    MINOR_FAILURE("4"),
    SERIOUS_FAILURE("8");

    private final String code;

    Outcome(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  /**
   * A person or process that took part.
   *
   * @param role null for none in particular
   * @param host where; empty when it is not known
   */
  record Participant(String userId, boolean requestor, @Nullable AuditCode role, String host) {}

  /**
   * What the message is about.
   *
   * @param kind of its id
   * @param detail type and value of its detail; the value may be any text
   */
  record Subject(AuditCode kind, String id, String name, @Nullable Detail detail) {}

  /** A detail of a subject. */
  record Detail(String type, String value) {}
}
