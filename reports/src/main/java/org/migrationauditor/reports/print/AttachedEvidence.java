package org.migrationauditor.reports.print;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.messages.report.ReportedComparison;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The numbers of a report for machines: {@code report.json}, the whole {@link IntegrityReport} in
 * the order of its components, and {@code manifests.sha256}, checkable by {@code sha256sum -c}.
 */
public final class AttachedEvidence {
  /** Name of the attachment that holds the report's value. */
  public static final String REPORT = "report.json";

  /** Name of the attachment that holds the manifests' digests. */
  public static final String MANIFESTS = "manifests.sha256";

  private static final int LONGEST_STRING = 1 << 20;

  private final JsonMapper json =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(32)
                          .maxStringLength(LONGEST_STRING)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** The value as JSON in UTF-8; equal values give equal bytes. */
  public byte[] json(IntegrityReport report) {
    return json.writeValueAsBytes(ordered(report));
  }

  /**
   * Reads back what {@link #json} wrote.
   *
   * @throws IllegalArgumentException if it is not such JSON; the message says what is wrong
   */
  public IntegrityReport read(byte[] bytes) {
    try {
      return json.readValue(bytes, IntegrityReport.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "attachment '%s': %s".formatted(REPORT, e.getOriginalMessage()), e);
    }
  }

  /** One line for each manifest and findings file: digest, two spaces, file name. */
  public byte[] manifests(IntegrityReport report) {
    SortedSet<String> digests = new TreeSet<>();
    for (ReportedComparison comparison : report.comparisons()) {
      digests.add(comparison.beforeManifest().hex());
      digests.add(comparison.afterManifest().hex());
      digests.add(comparison.findingsManifest().hex());
    }
    StringBuilder lines = new StringBuilder();
    digests.forEach(
        digest -> lines.append(digest).append("  ").append(digest).append(".parquet\n"));
    return lines.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static IntegrityReport ordered(IntegrityReport report) {
    MigrationState m = report.migration();
    Map<StepId, ComparisonSummary> comparisons = new LinkedHashMap<>();
    m.comparisons().entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.comparing(StepId::value)))
        .forEach(entry -> comparisons.put(entry.getKey(), entry.getValue()));
    MigrationState ordered =
        new MigrationState(
            m.migrationId(),
            m.runbook(),
            m.runbookDigest(),
            m.changes(),
            m.parameters(),
            m.unattended(),
            m.host(),
            m.tool(),
            m.plannedAt(),
            m.sequence(),
            m.asOf(),
            m.preview(),
            m.losses(),
            m.roles(),
            m.steps(),
            m.inventories(),
            comparisons,
            m.waivers(),
            m.reports(),
            m.verdict(),
            m.completedAt(),
            m.rollback(),
            m.withdrawn());
    return new IntegrityReport(
        report.scope(),
        report.reportId(),
        report.verdict(),
        report.reasons(),
        report.notCovered(),
        report.comparisons(),
        ordered,
        report.head(),
        report.language(),
        report.sealed(),
        report.replaces(),
        report.attached());
  }
}
