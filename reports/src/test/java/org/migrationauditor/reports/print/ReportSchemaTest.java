package org.migrationauditor.reports.print;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.report.FindingGroup;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.reports.Reports;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published schema of report.json holds for every report there is. */
class ReportSchemaTest {
  private static final Path SCHEMA = Path.of("..", "docs", "report.schema.json");

  private static Schema schema;
  private static JsonNode text;

  @BeforeAll
  static void readTheSchema() throws IOException {
    String json = Files.readString(SCHEMA);
    text = JsonMapper.builder().build().readTree(json);
    schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(json, InputFormat.JSON);
  }

  static Stream<IntegrityReport> reports() {
    AttachedFile file = AttachedFile.of("head.note", "text/plain", "", new byte[] {1});
    return Stream.of(
        Reports.passed(),
        Reports.failed(),
        Reports.indeterminate(),
        Reports.empty(),
        Reports.failed().carrying(List.of(file.listed())));
  }

  @Test
  void everyReportIsOfTheSchema() {
    assertThat(reports()).isNotEmpty();
    reports().forEach(report -> assertThat(flaws(json(report))).isEmpty());
  }

  @Test
  void aReportOfAnEarlierVersionIsOfTheSchema() throws IOException {
    Path old =
        Path.of("src/test/resources/org/migrationauditor/reports/check", "issued-by-layout-1.pdf");
    try (PDDocument document = Loader.loadPDF(old.toFile())) {
      byte[] json =
          document.getDocumentCatalog().getNames().getEmbeddedFiles().getNames().values().stream()
              .filter(file -> AttachedEvidence.REPORT.equals(file.getFilename()))
              .findFirst()
              .orElseThrow()
              .getEmbeddedFile()
              .toByteArray();

      assertThat(flaws(new String(json, UTF_8))).isEmpty();
    }
  }

  @Test
  void whatIsNoReportIsNotOfTheSchema() {
    String json = json(Reports.failed());

    assertThat(flaws(json.replaceFirst("\"scope\"", "\"scape\""))).isNotEmpty();
    assertThat(flaws(json.replaceFirst("FAILED", "FINE"))).isNotEmpty();
    assertThat(flaws(json.replaceFirst("\"instances\" : 4711", "\"instances\" : -1"))).isNotEmpty();
  }

  @Test
  void theSchemaNamesEveryComponentOfEveryRecord() {
    Map<String, List<String>> records = new LinkedHashMap<>();
    collect(IntegrityReport.class, records);
    List<List<String>> described = new ArrayList<>();
    describe(text, described);

    assertThat(described).containsAll(records.values());
  }

  @Test
  void aGroupOfFindingsIsOfTheSchema() {
    IntegrityReport report = Reports.failed();
    String group =
        JsonMapper.builder()
            .build()
            .writeValueAsString(new FindingGroup(FindingCode.MISSING, "1.2", false, 3));

    assertThat(
            flaws(json(report).replaceFirst("\"groups\" : \\[ ]", "\"groups\" : [" + group + "]")))
        .isEmpty();
    assertThat(json(report)).contains("\"groups\" : [ ]");
  }

  private static List<String> flaws(String json) {
    return schema.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
  }

  private static String json(IntegrityReport report) {
    return new String(new AttachedEvidence().json(report), UTF_8);
  }

  private static void collect(Type type, Map<String, List<String>> records) {
    if (type instanceof ParameterizedType generic) {
      Stream.of(generic.getActualTypeArguments()).forEach(argument -> collect(argument, records));
    }
    if (type instanceof Class<?> record
        && record.isRecord()
        && record.getRecordComponents().length > 1
        && !records.containsKey(record.getName())) {
      records.put(
          record.getName(),
          Stream.of(record.getRecordComponents()).map(RecordComponent::getName).sorted().toList());
      Stream.of(record.getRecordComponents())
          .forEach(component -> collect(component.getGenericType(), records));
    }
  }

  private static void describe(JsonNode node, List<List<String>> described) {
    JsonNode properties = node.path("properties");
    if (properties.isObject() && node.path("type").asString("").equals("object")) {
      described.add(properties.propertyNames().stream().sorted().toList());
    }
    node.forEach(child -> describe(child, described));
  }
}
