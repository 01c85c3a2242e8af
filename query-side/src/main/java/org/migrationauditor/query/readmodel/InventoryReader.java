package org.migrationauditor.query.readmodel;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.migration.Waiver;
import org.migrationauditor.messages.query.StandingWaiver;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads {@code inventory}, {@code comparison}, {@code finding_count} and {@code waiver}. */
final class InventoryReader {
  private final JdbcClient jdbc;

  InventoryReader(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** In the order in which they were taken. */
  List<InventorySummary> inventories(MigrationId id) {
    return jdbc.sql(
            """
            SELECT * FROM read_model.inventory WHERE migration_id = :id ORDER BY sequence_number
            """)
        .param("id", id.value())
        .query(
            (row, number) ->
                new InventorySummary(
                    new InventoryName(row.getString("name")),
                    View.valueOf(row.getString("view")),
                    row.getString("root"),
                    Columns.digest(row, "manifest"),
                    new InventoryCounts(
                        row.getLong("patients"),
                        row.getLong("studies"),
                        row.getLong("series"),
                        row.getLong("instances"),
                        row.getLong("buckets"),
                        row.getLong("objects"),
                        row.getLong("files"),
                        row.getLong("bytes"),
                        row.getLong("unreadable"),
                        row.getLong("malformed"))))
        .list();
  }

  /** In the order in which their steps first compared. */
  Map<StepId, ComparisonSummary> comparisons(MigrationId id) {
    Map<String, Map<FindingCode, Long>> findings = findings(id, false);
    Map<String, Map<FindingCode, Long>> expected = findings(id, true);
    Map<StepId, ComparisonSummary> comparisons = new LinkedHashMap<>();
    jdbc.sql(
            """
            SELECT * FROM read_model.comparison WHERE migration_id = :id ORDER BY sequence_number
            """)
        .param("id", id.value())
        .query(
            row -> {
              String step = row.getString("step_id");
              comparisons.put(
                  new StepId(step),
                  new ComparisonSummary(
                      new InventoryName(row.getString("before_name")),
                      new InventoryName(row.getString("after_name")),
                      Verdict.valueOf(row.getString("verdict")),
                      row.getLong("compared"),
                      findings.getOrDefault(step, Map.of()),
                      expected.getOrDefault(step, Map.of()),
                      Columns.digest(row, "manifest")));
            });
    return Collections.unmodifiableMap(comparisons);
  }

  /** In the order in which they were given. */
  List<StandingWaiver> waivers(MigrationId id) {
    return jdbc.sql(
            "SELECT * FROM read_model.waiver WHERE migration_id = :id ORDER BY sequence_number")
        .param("id", id.value())
        .query(
            (row, number) ->
                new StandingWaiver(
                    new StepId(row.getString("step_id")),
                    new Waiver(
                        Columns.digest(row, "findings"),
                        FindingCode.valueOf(row.getString("code")),
                        row.getString("key"),
                        new OwnerKey(row.getString("owner")),
                        row.getString("person"),
                        row.getString("reason")),
                    Columns.instant(row, "at")))
        .list();
  }

  private Map<String, Map<FindingCode, Long>> findings(MigrationId id, boolean expected) {
    Map<String, Map<FindingCode, Long>> findings = new HashMap<>();
    jdbc.sql(
            """
            SELECT * FROM read_model.finding_count
            WHERE migration_id = :id AND expected = :expected
            """)
        .param("id", id.value())
        .param("expected", expected)
        .query(
            row -> {
              findings
                  .computeIfAbsent(
                      row.getString("step_id"), step -> new EnumMap<>(FindingCode.class))
                  .put(FindingCode.valueOf(row.getString("code")), row.getLong("findings"));
            });
    return findings;
  }
}
