package org.migrationauditor.query.readmodel;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.migration.FindingWaived;
import org.migrationauditor.messages.migration.InventoriesCompared;
import org.migrationauditor.messages.migration.InventoryTaken;
import org.migrationauditor.messages.migration.RepeatAllowed;
import org.migrationauditor.messages.migration.Waiver;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes {@code inventory}, {@code comparison}, {@code finding_count} and {@code waiver}. */
final class InventoryRows {
  private final JdbcClient jdbc;

  InventoryRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void take(InventoryTaken event, long sequence) {
    InventorySummary inventory = event.inventory();
    jdbc.sql("DELETE FROM read_model.inventory WHERE migration_id = :id AND name = :name")
        .param("id", event.migrationId().value())
        .param("name", inventory.name().value())
        .update();
    InventoryCounts counts = inventory.counts();
    jdbc.sql(
            """
            INSERT INTO read_model.inventory (migration_id, name, sequence_number, view, root,
                manifest, patients, studies, series, instances, buckets, objects, files, bytes,
                unreadable, malformed)
            VALUES (:id, :name, :sequence, :view, :root,
                :manifest, :patients, :studies, :series, :instances, :buckets, :objects, :files,
                :bytes, :unreadable, :malformed)
            """)
        .param("id", event.migrationId().value())
        .param("name", inventory.name().value())
        .param("sequence", sequence)
        .param("view", inventory.view().name())
        .param("root", Columns.text(inventory.root()))
        .param("manifest", Columns.bytes(inventory.manifest()))
        .param("patients", counts.patients())
        .param("studies", counts.studies())
        .param("series", counts.series())
        .param("instances", counts.instances())
        .param("buckets", counts.buckets())
        .param("objects", counts.objects())
        .param("files", counts.files())
        .param("bytes", counts.bytes())
        .param("unreadable", counts.unreadable())
        .param("malformed", counts.malformed())
        .update();
  }

  void compare(InventoriesCompared event, long sequence) {
    ComparisonSummary comparison = event.comparison();
    jdbc.sql(
            """
            INSERT INTO read_model.comparison (migration_id, step_id, sequence_number,
                before_name, after_name, verdict, compared, manifest)
            VALUES (:id, :step, :sequence, :before, :after, :verdict, :compared, :manifest)
            ON CONFLICT (migration_id, step_id) DO UPDATE SET before_name = :before,
                after_name = :after, verdict = :verdict, compared = :compared,
                manifest = :manifest
            """)
        .param("id", event.migrationId().value())
        .param("step", event.stepId().value())
        .param("sequence", sequence)
        .param("before", comparison.before().value())
        .param("after", comparison.after().value())
        .param("verdict", comparison.verdict().name())
        .param("compared", comparison.compared())
        .param("manifest", Columns.bytes(comparison.manifest()))
        .update();
    for (String table : List.of("finding_count", "waiver")) {
      jdbc.sql(
              "DELETE FROM read_model.%s WHERE migration_id = :id AND step_id = :step"
                  .formatted(table))
          .param("id", event.migrationId().value())
          .param("step", event.stepId().value())
          .update();
    }
    count(event, comparison.findings(), false);
    count(event, comparison.expected(), true);
  }

  /** Keeps a waiver until its comparison is made again. */
  void waive(FindingWaived event, long sequence, Instant at) {
    Waiver waiver = event.waiver();
    jdbc.sql(
            """
            INSERT INTO read_model.waiver (migration_id, step_id, sequence_number, at, findings,
                code, key, owner, person, reason)
            VALUES (:id, :step, :sequence, :at, :findings, :code, :key, :owner, :person, :reason)
            """)
        .param("id", event.migrationId().value())
        .param("step", event.stepId().value())
        .param("sequence", sequence)
        .param("at", Columns.time(at))
        .param("findings", Columns.bytes(waiver.findings()))
        .param("code", waiver.code().name())
        .param("key", Columns.text(waiver.key()))
        .param("owner", Columns.text(waiver.owner().value()))
        .param("person", Columns.text(waiver.person()))
        .param("reason", Columns.text(waiver.reason()))
        .update();
  }

  /** The step is done again: its comparison and those of later steps were not made. */
  void repeat(RepeatAllowed event) {
    for (String table : List.of("waiver", "finding_count", "comparison")) {
      jdbc.sql(
              """
              DELETE FROM read_model.%s WHERE migration_id = :id AND step_id IN (
                  SELECT later.step_id FROM read_model.step later
                  JOIN read_model.step repeated USING (migration_id)
                  WHERE migration_id = :id AND repeated.step_id = :step
                      AND later.position >= repeated.position)
              """
                  .formatted(table))
          .param("id", event.migrationId().value())
          .param("step", event.stepId().value())
          .update();
    }
  }

  private void count(InventoriesCompared event, Map<FindingCode, Long> findings, boolean expected) {
    findings.forEach(
        (code, count) ->
            jdbc.sql(
                    """
                    INSERT INTO read_model.finding_count
                    VALUES (:id, :step, :code, :expected, :count)
                    """)
                .param("id", event.migrationId().value())
                .param("step", event.stepId().value())
                .param("code", code.name())
                .param("expected", expected)
                .param("count", count)
                .update());
  }
}
