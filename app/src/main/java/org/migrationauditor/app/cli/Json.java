package org.migrationauditor.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON Lines: one object a line, each with its {@code type}. Fields are the contract. */
final class Json {
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  /** A value record as one line. */
  static String line(String type, Object value) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("type", type);
    node.setAll(MAPPER.<ObjectNode>valueToTree(value));
    return MAPPER.writeValueAsString(node);
  }

  /** Names and values, alternating, as one line. */
  static String line(String type, String firstName, Object firstValue, Object... more) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(firstName, firstValue);
    for (int i = 0; i < more.length; i += 2) {
      members.put((String) more[i], more[i + 1]);
    }
    return line(type, members);
  }

  /** Those members of a stored object that are texts. */
  static Map<String, String> members(String json) {
    Map<String, String> members = new LinkedHashMap<>();
    MAPPER
        .readTree(json)
        .forEachEntry(
            (name, value) -> {
              if (value.isString()) {
                members.put(name, value.asString());
              }
            });
    return members;
  }

  /** JSON text as it was stored, under a name. */
  static Object stored(String json) {
    return MAPPER.readTree(json);
  }
}
