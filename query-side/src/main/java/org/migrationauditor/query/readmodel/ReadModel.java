package org.migrationauditor.query.readmodel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.RunbookId;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.Rollback;
import org.migrationauditor.messages.query.StepState;
import org.migrationauditor.messages.query.TimelineEntry;
import org.migrationauditor.query.history.WholeVerdict;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Reads the read models. Each answer is one consistent moment. Safe for use by several threads. */
public final class ReadModel {
  private final JdbcClient jdbc;
  private final TransactionOperations snapshot;

  /**
   * Reads through {@code jdbc}.
   *
   * @param snapshot runs several reads in one transaction of isolation REPEATABLE READ
   */
  ReadModel(JdbcClient jdbc, TransactionOperations snapshot) {
    this.jdbc = jdbc;
    this.snapshot = snapshot;
  }

  /** All migrations, the last planned first. */
  public List<MigrationLine> migrations() {
    return jdbc.sql(
            """
            SELECT m.*, s.*, t.type,
                CASE WHEN c.failed > 0 THEN 'FAILED'
                     WHEN c.passed > 0 AND c.passed = c.made AND s.outstanding = 0
                         THEN 'PASSED'
                     ELSE 'INDETERMINATE' END AS verdict,
                c.made
            FROM read_model.migration m
            CROSS JOIN LATERAL (
                SELECT count(*) AS total, count(*) FILTER (WHERE status = 'SUCCEEDED') AS done,
                    count(*) FILTER (WHERE action = 'COMPARE_INVENTORIES') AS comparisons,
                    count(*) FILTER (WHERE action = 'COMPARE_INVENTORIES' AND made.step_id IS NULL)
                        AS outstanding
                FROM read_model.step
                LEFT JOIN read_model.comparison made USING (migration_id, step_id)
                WHERE migration_id = m.migration_id
                    AND undoes = (m.rollback_at IS NOT NULL)) s
            CROSS JOIN LATERAL (
                SELECT count(*) AS made, count(*) FILTER (WHERE verdict = 'PASSED') AS passed,
                    count(*) FILTER (WHERE verdict = 'FAILED') AS failed
                FROM read_model.comparison JOIN read_model.step USING (migration_id, step_id)
                WHERE migration_id = m.migration_id
                    AND undoes = (m.rollback_at IS NOT NULL)) c
            JOIN read_model.timeline t ON t.migration_id = m.migration_id
                AND t.sequence_number = m.last_sequence
            ORDER BY m.planned_at DESC, m.migration_id
            """)
        .query(
            (row, number) ->
                new MigrationLine(
                    new MigrationId(row.getString("migration_id")),
                    new RunbookId(row.getString("runbook")),
                    row.getString("host"),
                    row.getBoolean("unattended"),
                    Columns.instant(row, "planned_at"),
                    row.getInt("done"),
                    row.getInt("total"),
                    row.getInt("made"),
                    row.getInt("comparisons"),
                    Verdict.valueOf(row.getString("verdict")),
                    row.getLong("last_sequence"),
                    Columns.instant(row, "last_at"),
                    row.getString("type"),
                    Columns.instantOrNull(row, "completed_at"),
                    row.getString("rollback_from") != null))
        .list();
  }

  /** One migration with its history; empty when there is none of that name. */
  public Optional<MigrationPage> migration(MigrationId id) {
    return Optional.ofNullable(
        snapshot.execute(status -> state(id).map(state -> page(state)).orElse(null)));
  }

  /** A report of a migration by its file name; empty when none of that name was issued. */
  public Optional<IssuedReport> report(MigrationId id, String fileName) {
    return reports(id).stream().filter(report -> report.fileName().equals(fileName)).findFirst();
  }

  private MigrationPage page(MigrationState state) {
    return new MigrationPage(
        state,
        jdbc.sql(
                """
                SELECT * FROM read_model.timeline WHERE migration_id = :id
                ORDER BY sequence_number
                """)
            .param("id", state.migrationId().value())
            .query(
                (row, number) ->
                    new TimelineEntry(
                        row.getLong("sequence_number"),
                        Columns.instant(row, "at"),
                        row.getString("who"),
                        row.getString("type"),
                        stepOrNull(row.getString("step_id")),
                        row.getString("summary")))
            .list());
  }

  private static @Nullable StepId stepOrNull(@Nullable String step) {
    return step == null ? null : new StepId(step);
  }

  private Optional<MigrationState> state(MigrationId id) {
    StepReader stepReader = new StepReader(jdbc);
    List<StepState> steps = stepReader.steps(id);
    InventoryReader reader = new InventoryReader(jdbc);
    List<InventorySummary> inventories = reader.inventories(id);
    Map<StepId, ComparisonSummary> comparisons = reader.comparisons(id);
    List<StepId> back = stepReader.back(id);
    List<PlannedStep> course =
        steps.stream()
            .map(StepState::step)
            .filter(step -> back.isEmpty() || back.contains(step.stepId()))
            .toList();
    return jdbc.sql("SELECT * FROM read_model.migration WHERE migration_id = :id")
        .param("id", id.value())
        .query(
            (row, number) ->
                new MigrationState(
                    id,
                    new RunbookId(row.getString("runbook")),
                    Columns.digest(row, "runbook_digest"),
                    new ChangeRows(jdbc).of(id),
                    parameters(id),
                    row.getBoolean("unattended"),
                    row.getString("host"),
                    row.getString("tool"),
                    Columns.instant(row, "planned_at"),
                    row.getLong("last_sequence"),
                    Columns.instant(row, "last_at"),
                    row.getBytes("preview") == null ? null : Columns.digest(row, "preview"),
                    new LossRows(jdbc).of(id),
                    new RoleRows(jdbc).of(id),
                    steps,
                    inventories,
                    comparisons,
                    reader.waivers(id),
                    reports(id),
                    WholeVerdict.of(course, comparisons),
                    Columns.instantOrNull(row, "completed_at"),
                    rollback(row, back),
                    new ReportRows(jdbc).withdrawn(id)))
        .optional();
  }

  private static @Nullable Rollback rollback(ResultSet row, List<StepId> steps)
      throws SQLException {
    Instant at = Columns.instantOrNull(row, "rollback_at");
    return at == null
        ? null
        : new Rollback(
            new StepId(row.getString("rollback_from")),
            steps,
            row.getString("rollback_person"),
            row.getString("rollback_reason"),
            at);
  }

  private Map<String, String> parameters(MigrationId id) {
    Map<String, String> parameters = new LinkedHashMap<>();
    jdbc.sql("SELECT name, value FROM read_model.parameter WHERE migration_id = :id ORDER BY name")
        .param("id", id.value())
        .query(
            row -> {
              parameters.put(row.getString("name"), row.getString("value"));
            });
    return Collections.unmodifiableMap(parameters);
  }

  private List<IssuedReport> reports(MigrationId id) {
    return jdbc.sql(
            """
            SELECT * FROM read_model.report WHERE migration_id = :id ORDER BY sequence_number
            """)
        .param("id", id.value())
        .query(
            (row, number) ->
                new IssuedReport(
                    row.getString("scope"),
                    Verdict.valueOf(row.getString("verdict")),
                    row.getString("file_name"),
                    Columns.digest(row, "digest"),
                    row.getString("signer"),
                    row.getBoolean("self_made")))
        .list();
  }
}
