package org.migrationauditor.query.readmodel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.Actor;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.query.StepState;
import org.migrationauditor.messages.query.StepStatus;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads {@code step}, {@code observation} and {@code statement}. */
final class StepReader {
  private final JdbcClient jdbc;

  StepReader(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** In the order of the plan. */
  List<StepState> steps(MigrationId id) {
    Map<String, List<Observation>> observations = observations(id);
    Map<String, List<String>> people = people(id);
    return jdbc.sql("SELECT * FROM read_model.step WHERE migration_id = :id ORDER BY position")
        .param("id", id.value())
        .query(
            (row, number) ->
                new StepState(
                    planned(row),
                    StepStatus.valueOf(row.getString("status")),
                    row.getInt("attempts"),
                    row.getInt("interruptions"),
                    row.getString("summary"),
                    row.getString("who"),
                    Columns.instantOrNull(row, "started_at"),
                    Columns.instantOrNull(row, "ended_at"),
                    row.getLong("duration_millis"),
                    row.getObject("exit_code", Integer.class),
                    Columns.digestOrNull(row, "output"),
                    observations.getOrDefault(row.getString("step_id"), List.of()),
                    row.getString("reason"),
                    people.getOrDefault(row.getString("step_id"), List.of()),
                    row.getString("attested_by"),
                    Columns.texts(row, "approved_by")))
        .list();
  }

  /** Steps of the rollback, in order; empty unless one was begun. */
  List<StepId> back(MigrationId id) {
    return jdbc.sql(
            """
            SELECT step_id FROM read_model.step WHERE migration_id = :id AND undoes
            ORDER BY position
            """)
        .param("id", id.value())
        .query((row, number) -> new StepId(row.getString("step_id")))
        .list();
  }

  private static PlannedStep planned(ResultSet row) throws SQLException {
    return new PlannedStep(
        new StepId(row.getString("step_id")),
        row.getString("title"),
        row.getString("guide_step"),
        ActionKind.valueOf(row.getString("action")),
        Actor.valueOf(row.getString("actor")),
        row.getBoolean("idempotent"),
        Columns.steps(row, "proven_by"),
        Columns.steps(row, "reported_by"),
        row.getBoolean("approved"),
        row.getString("deviation"));
  }

  private Map<String, List<Observation>> observations(MigrationId id) {
    Map<String, List<Observation>> observations = new HashMap<>();
    jdbc.sql(
            """
            SELECT * FROM read_model.observation WHERE migration_id = :id
            ORDER BY step_id, position
            """)
        .param("id", id.value())
        .query(
            row -> {
              observations
                  .computeIfAbsent(row.getString("step_id"), step -> new ArrayList<>())
                  .add(
                      new Observation(
                          row.getString("what"),
                          Verdict.valueOf(row.getString("verdict")),
                          row.getString("seen")));
            });
    return observations;
  }

  private Map<String, List<String>> people(MigrationId id) {
    Map<String, List<String>> people = new HashMap<>();
    jdbc.sql(
            """
            SELECT * FROM read_model.statement WHERE migration_id = :id ORDER BY sequence_number
            """)
        .param("id", id.value())
        .query(
            row -> {
              people
                  .computeIfAbsent(row.getString("step_id"), step -> new ArrayList<>())
                  .add(row.getString("sentence"));
            });
    return people;
  }
}
