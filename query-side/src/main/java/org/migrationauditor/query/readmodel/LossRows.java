package org.migrationauditor.query.readmodel;

import java.util.List;
import org.migrationauditor.messages.migration.AcknowledgedLoss;
import org.migrationauditor.messages.migration.LossAcknowledged;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.PlanPreviewed;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes and reads {@code loss}, and writes what a plan was previewed as. */
final class LossRows {
  private final JdbcClient jdbc;

  LossRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void acknowledge(LossAcknowledged event, long sequence) {
    jdbc.sql(
            """
            INSERT INTO read_model.loss (migration_id, sequence_number, loss, lost, person)
            VALUES (:id, :sequence, :loss, :lost, :person)
            """)
        .param("id", event.migrationId().value())
        .param("sequence", sequence)
        .param("loss", Columns.text(event.loss().id()))
        .param("lost", Columns.text(event.loss().lost()))
        .param("person", Columns.text(event.loss().person()))
        .update();
  }

  void preview(PlanPreviewed event) {
    jdbc.sql("UPDATE read_model.migration SET preview = :preview WHERE migration_id = :id")
        .param("id", event.migrationId().value())
        .param("preview", Columns.bytes(event.preview()))
        .update();
  }

  /** In the order in which they were acknowledged. */
  List<AcknowledgedLoss> of(MigrationId id) {
    return jdbc.sql(
            "SELECT * FROM read_model.loss WHERE migration_id = :id ORDER BY sequence_number")
        .param("id", id.value())
        .query(
            (row, number) ->
                new AcknowledgedLoss(
                    row.getString("loss"), row.getString("lost"), row.getString("person")))
        .list();
  }
}
