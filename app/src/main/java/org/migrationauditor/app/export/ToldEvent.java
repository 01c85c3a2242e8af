package org.migrationauditor.app.export;

import org.migrationauditor.evidence.StoredEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A stored event, taken apart.
 *
 * @param name of the event's type, without its package
 */
record ToldEvent(StoredEvent stored, String name, JsonNode payload, JsonNode metadata) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static ToldEvent of(StoredEvent stored) {
    return new ToldEvent(
        stored,
        stored.type().substring(stored.type().lastIndexOf('.') + 1),
        JSON.readTree(stored.payloadJson()),
        JSON.readTree(stored.metadataJson()));
  }

  /** A text or number of the payload; empty when it is not there. */
  String text(String member) {
    return text(payload, member);
  }

  /** The same of an object in the payload. */
  String text(String object, String member) {
    return text(payload.path(object), member);
  }

  String metadata(String key) {
    return text(metadata, key);
  }

  private static String text(JsonNode node, String member) {
    JsonNode value = node.path(member);
    return value.isString() || value.isNumber() ? value.asString() : "";
  }
}
