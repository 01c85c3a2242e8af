package org.migrationauditor.app.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Writer;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.migrationauditor.messages.migration.EventMetadata;
import tools.jackson.databind.json.JsonMapper;

/**
 * A history as W3C PROV-JSON: attempts at steps and decisions of people are activities, manifests,
 * findings and reports entities, people and this program agents. Files are named by their digest,
 * people as they named themselves. Its memory grows with attempts, files and decisions of people.
 */
final class Provenance {
  private static final String PROGRAM = "urn:migration-auditor:";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String migration;
  private final Map<String, Map<String, Map<String, Object>>> document = new LinkedHashMap<>();
  private final Map<String, String> running = new HashMap<>();
  private final Map<String, String> manifests = new HashMap<>();
  private int relations;

  Provenance(String migration) {
    this.migration = migration;
  }

  void write(Stream<ToldEvent> events, Writer text) throws IOException {
    events.forEachOrdered(this::tell);
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("prefix", Map.of("ma", PROGRAM));
    whole.putAll(document);
    text.append(JSON.writeValueAsString(whole)).append('\n');
  }

  private void tell(ToldEvent event) {
    switch (event.name()) {
      case "StepStarted" -> start(event);
      case "StepSucceeded", "StepFailed", "StepUncertain" -> end(event);
      case "InventoryTaken" -> inventory(event);
      case "InventoriesCompared" -> compared(event);
      case "ReportIssued" -> {
        String report =
            file("report", event.text("report", "digest"), event.text("report", "fileName"));
        generated(report, event);
      }
      case "MigrationPlanned",
          "RunbookChanged",
          "RolesNamed",
          "StepApproved",
          "FindingWaived",
          "StepAttested",
          "LossAcknowledged",
          "DeviationRecorded",
          "RepeatAllowed",
          "ReportWithdrawn",
          "RollbackBegun" ->
          decision(event);
      default -> {}
    }
  }

  private void start(ToldEvent event) {
    String activity = id("step", migration, event.text("stepId"), event.text("attempt"));
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("prov:startTime", event.stored().timestamp());
    members.put("prov:type", typed("step"));
    members.put("prov:label", event.text("stepId"));
    members.put("ma:action", event.text("action"));
    records("activity").put(activity, members);
    running.put(event.text("stepId"), activity);
    associated(activity, event);
  }

  private void end(ToldEvent event) {
    Map<String, Object> members = records("activity").get(running(event));
    if (members != null) {
      members.put("prov:endTime", event.stored().timestamp());
      members.put("ma:outcome", event.name());
    }
  }

  private void inventory(ToldEvent event) {
    String manifest = event.text("inventory", "manifest");
    String file = file("manifest", manifest, event.text("inventory", "name"));
    manifests.put(event.text("inventory", "name"), file);
    generated(file, event);
  }

  private void compared(ToldEvent event) {
    String findings =
        file(
            "findings",
            event.text("comparison", "manifest"),
            "findings of " + event.text("stepId"));
    records("entity")
        .computeIfPresent(
            findings,
            (id, members) -> {
              members.put("ma:verdict", event.text("comparison", "verdict"));
              return members;
            });
    generated(findings, event);
    for (String side : new String[] {"before", "after"}) {
      String manifest = manifests.get(event.text("comparison", side));
      if (manifest != null) {
        relation("used", "prov:activity", running(event), "prov:entity", manifest);
        relation("wasDerivedFrom", "prov:generatedEntity", findings, "prov:usedEntity", manifest);
      }
    }
  }

  private void decision(ToldEvent event) {
    String activity = id("event", migration, String.valueOf(event.stored().sequence()));
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("prov:startTime", event.stored().timestamp());
    members.put("prov:endTime", event.stored().timestamp());
    members.put("prov:type", typed("decision"));
    members.put("prov:label", event.name());
    if (!event.text("stepId").isEmpty()) {
      members.put("ma:step", event.text("stepId"));
    }
    records("activity").put(activity, members);
    associated(activity, event);
  }

  /** With the person, on whose behalf the program acts. */
  private void associated(String activity, ToldEvent event) {
    String person = agent("person", event.metadata(EventMetadata.WHO), "Person");
    String tool = agent("tool", event.metadata(EventMetadata.TOOL), "SoftwareAgent");
    relation("wasAssociatedWith", "prov:activity", activity, "prov:agent", person);
    relation("wasAssociatedWith", "prov:activity", activity, "prov:agent", tool);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("prov:delegate", tool);
    members.put("prov:responsible", person);
    members.put("prov:activity", activity);
    records("actedOnBehalfOf").put(relation(), members);
  }

  private String agent(String kind, String name, String type) {
    String known = name.isEmpty() ? "unknown" : name;
    String agent = id(kind, known);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("prov:type", Map.of("$", "prov:" + type, "type", "prov:QUALIFIED_NAME"));
    members.put("prov:label", known);
    records("agent").put(agent, members);
    return agent;
  }

  private String file(String kind, String digest, String label) {
    String entity = id(kind, digest);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("prov:type", typed(kind));
    members.put("prov:label", label);
    members.put("ma:sha256", digest);
    records("entity").putIfAbsent(entity, members);
    return entity;
  }

  private void generated(String entity, ToldEvent event) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("prov:entity", entity);
    members.put("prov:activity", running(event));
    members.put("prov:time", event.stored().timestamp());
    records("wasGeneratedBy").put(relation(), members);
  }

  private void relation(String kind, String from, String what, String to, String other) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(from, what);
    members.put(to, other);
    records(kind).put(relation(), members);
  }

  private Map<String, Map<String, Object>> records(String kind) {
    return document.computeIfAbsent(kind, none -> new LinkedHashMap<>());
  }

  private String relation() {
    return "_:r" + relations++;
  }

  private String running(ToldEvent event) {
    return running.computeIfAbsent(
        event.text("stepId"), step -> id("step", migration, step, "unknown"));
  }

  private static Object typed(String kind) {
    return Map.of("$", "ma:" + kind, "type", "prov:QUALIFIED_NAME");
  }

  /** A qualified name; what may not stand in one is percent-encoded. */
  private static String id(String kind, String... parts) {
    StringBuilder id = new StringBuilder("ma:").append(kind);
    for (String part : parts) {
      id.append('/').append(URLEncoder.encode(part, UTF_8).replace("+", "%20"));
    }
    return id.toString();
  }
}
