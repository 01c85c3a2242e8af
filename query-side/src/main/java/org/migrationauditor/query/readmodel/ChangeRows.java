package org.migrationauditor.query.readmodel;

import java.time.Instant;
import java.util.List;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.RunbookChanged;
import org.migrationauditor.messages.migration.RunbookId;
import org.migrationauditor.messages.query.RunbookChange;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes and reads {@code runbook_change}, and writes by which runbook a migration goes. */
final class ChangeRows {
  private final JdbcClient jdbc;

  ChangeRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void change(RunbookChanged event, long sequence, Instant at) {
    jdbc.sql(
            """
            INSERT INTO read_model.runbook_change (migration_id, sequence_number, replaced,
                replaced_digest, person, reason, changed_at)
            SELECT migration_id, :sequence, runbook, runbook_digest, :person, :reason, :at
            FROM read_model.migration WHERE migration_id = :id
            """)
        .param("id", event.migrationId().value())
        .param("sequence", sequence)
        .param("person", Columns.text(event.person()))
        .param("reason", Columns.text(event.reason()))
        .param("at", Columns.time(at))
        .update();
    jdbc.sql(
            """
            UPDATE read_model.migration SET runbook = :runbook, runbook_digest = :digest
            WHERE migration_id = :id
            """)
        .param("id", event.migrationId().value())
        .param("runbook", event.runbook().value())
        .param("digest", Columns.bytes(event.runbookDigest()))
        .update();
  }

  /** In the order in which they were made. */
  List<RunbookChange> of(MigrationId id) {
    return jdbc.sql(
            """
            SELECT * FROM read_model.runbook_change WHERE migration_id = :id
            ORDER BY sequence_number
            """)
        .param("id", id.value())
        .query(
            (row, number) ->
                new RunbookChange(
                    new RunbookId(row.getString("replaced")),
                    Columns.digest(row, "replaced_digest"),
                    row.getString("person"),
                    row.getString("reason"),
                    Columns.instant(row, "changed_at")))
        .list();
  }
}
