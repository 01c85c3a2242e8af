package org.migrationauditor.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * The one spelling of a stored event that is hashed (RFC 8785): an object of {@code metadata},
 * {@code payload}, {@code revision}, {@code sequence}, {@code streamId}, {@code timestamp} and
 * {@code type}. How the store spells its JSON does not matter, what it says does.
 */
final class CanonicalEvent {
  private CanonicalEvent() {}

  /**
   * The canonical form in UTF-8.
   *
   * @throws BrokenHistoryException if the event's JSON has no canonical form: it is not JSON, names
   *     a member twice, holds a number that a double cannot tell from its neighbours or half a
   *     surrogate pair, or is nested deeper than any event of ours
   */
  static byte[] of(StoredEvent event) {
    return utf8(
        event,
        "row",
        "{\"metadata\":"
            + object(event, "metadata", event.metadataJson())
            + ",\"payload\":"
            + object(event, "payload", event.payloadJson())
            + ",\"revision\":"
            + CanonicalText.quoted(event.revision())
            + ",\"sequence\":"
            + event.sequence()
            + ",\"streamId\":"
            + CanonicalText.quoted(event.streamId())
            + ",\"timestamp\":"
            + CanonicalText.quoted(event.timestamp())
            + ",\"type\":"
            + CanonicalText.quoted(event.type())
            + "}");
  }

  /** Canonical by itself, so that no text can close its object and reach the envelope. */
  private static String object(StoredEvent event, String part, String json) {
    String flaw = JsonFlaw.in(json);
    if (!flaw.isEmpty()) {
      throw refused(event, part, flaw);
    }
    String canonical = canonical(event, part, json);
    if (!canonical.startsWith("{")) {
      throw refused(event, part, "is not a JSON object");
    }
    if (JsonFlaw.members(json) != JsonFlaw.members(canonical)) {
      throw refused(event, part, "names a member twice");
    }
    utf8(event, part, canonical);
    return canonical;
  }

  private static String canonical(StoredEvent event, String part, String json) {
    try {
      return new JsonCanonicalizer(json).getEncodedString();
    } catch (IOException | RuntimeException e) {
      throw refused(event, part, "is not JSON or names a member twice");
    }
  }

  private static byte[] utf8(StoredEvent event, String part, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (!new String(bytes, StandardCharsets.UTF_8).equals(text)) {
      throw refused(event, part, "holds half a surrogate pair");
    }
    return bytes;
  }

  private static BrokenHistoryException refused(StoredEvent event, String part, String what) {
    return new BrokenHistoryException(
        String.format(
            Locale.ROOT,
            "history of '%s': event %d: its %s %s; no head can be given, compare the row with a backup",
            event.streamId(),
            event.sequence(),
            part,
            what));
  }
}
