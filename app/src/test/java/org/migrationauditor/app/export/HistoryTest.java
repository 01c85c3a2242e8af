package org.migrationauditor.app.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.migrationauditor.evidence.StoredEvent;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One history in each of its forms. */
final class HistoryTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String MANIFEST = "ab".repeat(32);
  private static final String FINDINGS = "cd".repeat(32);
  private static final String REPORT = "ef".repeat(32);

  private final List<StoredEvent> events = new ArrayList<>();

  @BeforeEach
  void aNight() {
    add("MigrationPlanned", "{}");
    add("RolesNamed", "{\"person\":\"DOE^JANE\",\"reason\":\"DOE^JANE\"}");
    add("StepStarted", step("look", 1, "\"action\":\"TAKE_INVENTORY\",\"summary\":\"DOE^JANE\""));
    add(
        "InventoryTaken",
        step("look", 1, "\"inventory\":{\"name\":\"before\",\"manifest\":\"" + MANIFEST + "\"}"));
    add("StepSucceeded", step("look", 1, "\"durationMillis\":5"));
    add("StepApproved", step("delete", 1, "\"approver\":\"anna\",\"reason\":\"DOE^JANE\""));
    add("StepStarted", step("compare", 1, "\"action\":\"COMPARE_INVENTORIES\""));
    add(
        "InventoriesCompared",
        step(
            "compare",
            1,
            "\"comparison\":{\"before\":\"before\",\"after\":\"none\",\"verdict\":\"FAILED\",\"manifest\":\""
                + FINDINGS
                + "\"}"));
    add("StepFailed", step("compare", 1, "\"reason\":\"DOE^JANE\""));
    add("StepStarted", step("move", 1, "\"action\":\"MOVE_TREE\""));
    add("StepUncertain", step("move", 1, "\"reason\":\"a reboot\""));
    add(
        "ReportIssued",
        step("move", 1, "\"report\":{\"digest\":\"" + REPORT + "\",\"fileName\":\"whole.pdf\"}"));
    add("MigrationCompleted", "{\"verdict\":\"INDETERMINATE\"}");
  }

  @Test
  void auditMessagesAreByTheStandardsSchemaAndTellOfReadingThemFirst() throws Exception {
    List<String> lines = write(HistoryForm.DICOM_AUDIT).lines().toList();

    Validator schema =
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
            .newSchema(
                Objects.requireNonNull(HistoryTest.class.getResource("/dicom-audit-message.xsd")))
            .newValidator();
    for (String line : lines) {
      schema.validate(new StreamSource(new StringReader(line)));
    }
    assertThat(lines)
        .extracting(HistoryTest::shown)
        .containsExactly(
            "Audit Log Used 0",
            "Security Alert/Software Configuration 0",
            "Security Alert/Security Roles Changed 0",
            "Application Activity/Application Start 0",
            "Application Activity/Application Stop 0",
            "Security Alert/Use of Restricted Function 0",
            "Application Activity/Application Start 0",
            "Security Alert/Software Configuration 8",
            "Application Activity/Application Stop 8",
            "Application Activity/Application Start 0",
            "Application Activity/Application Stop 4",
            "Security Alert/Software Configuration 4");
    assertThat(lines.get(3))
        .contains("UserID=\"night/look#1\"", "UserID=\"olga\"", "\"2026-03-01T22:00:02Z\"");
    assertThat(lines.get(7)).contains("ParticipantObjectID=\"ni:///sha-256;zc3Nzc3N");
    assertThat(details(lines.get(7)))
        .isEqualTo("migration 'night', event 7: data before and after were compared: FAILED");
    assertThatThrownBy(
            () ->
                schema.validate(
                    new StreamSource(new StringReader(lines.get(3).replace("csd-code", "code")))))
        .as("the schema refuses something")
        .isInstanceOf(SAXException.class);
  }

  @Test
  void whatXmlHasNoPlaceForDoesNotEndAMessage() throws Exception {
    events.clear();
    events.add(
        new StoredEvent(
            "night",
            0,
            "a.RolesNamed",
            "1",
            "2026-03-01T22:00:00Z",
            "{}",
            "{\"who\":\"a\\u0000b\\n<x y='&\\\">\\ud800\\uffff\",\"host\":\"h\"}"));

    List<String> lines = write(HistoryForm.DICOM_AUDIT).lines().toList();

    assertThat(lines).hasSize(2);
    assertThat(lines.get(1)).contains("a\ufffdb\ufffd&lt;x y=");
  }

  @Test
  void noWordThatAPersonTypedIsInAuditMessagesOrProvenance() throws Exception {
    assertThat(write(HistoryForm.DICOM_AUDIT)).doesNotContain("DOE");
    assertThat(base64(write(HistoryForm.DICOM_AUDIT))).doesNotContain("DOE");
    assertThat(write(HistoryForm.PROV)).doesNotContain("DOE");
  }

  @Test
  void everyEventThatIsToldByNameIsOneThatThereIs() throws Exception {
    List<String> known =
        Stream.of(MigrationEvent.class.getPermittedSubclasses()).map(Class::getSimpleName).toList();
    events.clear();
    for (String name : known) {
      add(name, step("s", 1, "\"x\":1"));
    }

    assertThat(write(HistoryForm.DICOM_AUDIT).lines()).hasSize(16);
    assertThat(JSON.readTree(write(HistoryForm.PROV)).get("activity")).hasSize(12);
  }

  @Test
  void provenanceRelatesOnlyWhatItHas() throws Exception {
    JsonNode prov = JSON.readTree(write(HistoryForm.PROV));

    assertThat(names(prov, "entity"))
        .containsExactly(
            "ma:manifest/" + MANIFEST, "ma:findings/" + FINDINGS, "ma:report/" + REPORT);
    assertThat(names(prov, "activity"))
        .containsExactly(
            "ma:event/night/0",
            "ma:event/night/1",
            "ma:step/night/look/1",
            "ma:event/night/5",
            "ma:step/night/compare/1",
            "ma:step/night/move/1");
    assertThat(names(prov, "agent")).containsExactly("ma:person/olga", "ma:tool/1.0%2Bbuild");
    assertThat(prov.at("/activity/ma:step~1night~1compare~11/ma:outcome").asString())
        .isEqualTo("StepFailed");
    assertThat(prov.get("used")).hasSize(1);
    assertThat(prov.get("wasDerivedFrom")).hasSize(1);
    assertThat(prov.get("wasGeneratedBy")).hasSize(3);
    for (Map.Entry<String, JsonNode> kind : prov.properties()) {
      if (!List.of("prefix", "entity", "activity", "agent").contains(kind.getKey())) {
        for (JsonNode relation : kind.getValue()) {
          for (Map.Entry<String, JsonNode> end : relation.properties()) {
            if (!end.getKey().equals("prov:time")) {
              assertThat(known(prov)).as(kind.getKey()).contains(end.getValue().asString());
            }
          }
        }
      }
    }
  }

  /** The authors of PROV-JSON wrote the library that reads it here; it refuses what breaks PROV. */
  @Test
  void provenanceIsReadByOthers() throws Exception {
    Process python =
        new ProcessBuilder(
                "/usr/bin/python3",
                "-c",
                """
                import collections, sys
                from prov.model import ProvDocument
                read = ProvDocument.deserialize(sys.stdin, format='json')
                kinds = collections.Counter(record.get_type().localpart for record in read.get_records())
                print(*(f'{kind} {kinds[kind]}' for kind in sorted(kinds)), sep='\\n')
                """)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String written = write(HistoryForm.PROV);
    try (OutputStream in = python.getOutputStream()) {
      in.write(written.getBytes(UTF_8));
    }
    JsonNode prov = JSON.readTree(written);
    assertThat(new String(python.getInputStream().readAllBytes(), UTF_8).lines())
        .containsExactly(
            "Activity 6",
            "Agent 2",
            "Association " + prov.get("wasAssociatedWith").size(),
            "Delegation " + prov.get("actedOnBehalfOf").size(),
            "Derivation 1",
            "Entity 3",
            "Generation 3",
            "Usage 1");
    assertThat(python.waitFor()).isZero();
  }

  @Test
  void aSpreadsheetTakesNothingForAFormula() throws Exception {
    events.clear();
    for (String who : List.of("=1+1", "@x", "+x", "-x", "a\"b", "plain")) {
      events.add(
          new StoredEvent(
              "night",
              events.size(),
              "a.RolesNamed",
              "1",
              "2026-03-01T22:00:00Z",
              "{\"reason\":\"a,b\"}",
              JSON.writeValueAsString(Map.of("who", who))));
    }

    assertThat(write(HistoryForm.CSV).split("\r\n"))
        .startsWith(
            "sequence,timestamp,event,revision,who,host,tool,payload",
            "\"0\",\"2026-03-01T22:00:00Z\",\"RolesNamed\",\"1\",\"'=1+1\",\"\",\"\",\"{\"\"reason\"\":\"\"a,b\"\"}\"")
        .hasSize(7);
    assertThat(write(HistoryForm.CSV))
        .contains("\"'@x\"", "\"'+x\"", "\"'-x\"", "\"a\"\"b\"", "\"plain\"");
  }

  @Test
  void jsonLinesHoldEachEventAsStored() throws Exception {
    List<String> lines = write(HistoryForm.JSONL).lines().toList();

    assertThat(lines).hasSameSizeAs(events);
    assertThat(JSON.readTree(lines.get(3)).at("/payload/inventory/manifest").asString())
        .isEqualTo(MANIFEST);
    assertThat(JSON.readTree(lines.get(3)).at("/metadata/who").asString()).isEqualTo("olga");
  }

  private String write(HistoryForm form) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new History(
            "night",
            events::stream,
            new History.Reader(
                "root", "pacs-1", Instant.parse("2026-04-01T08:00:00Z"), "host/migration-log"))
        .write(form, out);
    return out.toString(UTF_8);
  }

  private void add(String name, String payload) {
    events.add(
        new StoredEvent(
            "night",
            events.size(),
            "org.migrationauditor.messages.migration." + name,
            "1",
            "2026-03-01T22:00:%02dZ".formatted(events.size()),
            payload,
            "{\"who\":\"olga\",\"host\":\"pacs-1\",\"tool\":\"1.0+build\"}"));
  }

  private static String step(String id, int attempt, String more) {
    return "{\"stepId\":\"%s\",\"attempt\":%d,%s}".formatted(id, attempt, more);
  }

  private static String shown(String message) {
    String codes =
        all(message, "<Event(?:ID|TypeCode) [^>]*originalText=\"([^\"]*)\"").stream()
            .collect(Collectors.joining("/"));
    return codes + " " + all(message, "EventOutcomeIndicator=\"(\\d+)\"").getFirst();
  }

  private static String details(String message) {
    return base64(message).strip();
  }

  private static String base64(String messages) {
    return all(messages, " value=\"([^\"]*)\"").stream()
        .map(value -> new String(Base64.getDecoder().decode(value), UTF_8))
        .collect(Collectors.joining("\n"));
  }

  private static List<String> all(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().map(HistoryTest::group).toList();
  }

  private static String group(MatchResult match) {
    return match.group(1);
  }

  private static List<String> names(JsonNode prov, String kind) {
    return List.copyOf(prov.get(kind).propertyNames());
  }

  private static List<String> known(JsonNode prov) {
    return Stream.of("entity", "activity", "agent")
        .flatMap(kind -> names(prov, kind).stream())
        .toList();
  }
}
