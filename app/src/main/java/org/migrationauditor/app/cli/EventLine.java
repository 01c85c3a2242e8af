package org.migrationauditor.app.cli;

import org.migrationauditor.evidence.StoredEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What one stored event tells, on one line. */
final class EventLine {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private EventLine() {}

  static String of(StoredEvent event) {
    JsonNode payload = MAPPER.readTree(event.payloadJson());
    StringBuilder line = new StringBuilder();
    append(line, payload, "stepId", "");
    append(line, payload, "attempt", "attempt ");
    append(line, payload, "runbook", "");
    append(line, payload.path("chain"), "chainId", "chain ");
    append(line, payload.path("chain"), "place", "link ");
    append(line, payload, "summary", "");
    append(line, payload, "reportId", "");
    append(line, payload, "reason", "");
    append(line, payload, "note", "");
    append(line, payload, "verdict", "");
    append(line, payload.path("comparison"), "verdict", "");
    append(line, payload.path("inventory"), "name", "");
    append(line, payload.path("report"), "fileName", "");
    append(line, MAPPER.readTree(event.metadataJson()), "who", "by ");
    return Terminal.safe(line.toString());
  }

  private static void append(StringBuilder line, JsonNode node, String name, String label) {
    JsonNode value = node.path(name);
    if (!value.isMissingNode() && !value.isNull() && !value.asString().isEmpty()) {
      line.append(line.isEmpty() ? "" : "  ").append(label).append(value.asString());
    }
  }
}
