package org.migrationauditor.query.readmodel;

import java.time.Instant;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.query.history.EventSummary;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes {@code timeline}: what each event tells, on one line. */
final class TimelineRows {
  private final JdbcClient jdbc;

  TimelineRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(MigrationEvent event, long sequence, Instant at, String who) {
    EventSummary summary = EventSummary.of(event);
    StepId step = summary.step();
    jdbc.sql(
            """
            INSERT INTO read_model.timeline (migration_id, sequence_number, at, who, type,
                step_id, summary)
            VALUES (:id, :sequence, :at, :who, :type, :step, :summary)
            """)
        .param("id", event.migrationId().value())
        .param("sequence", sequence)
        .param("at", Columns.time(at))
        .param("who", Columns.text(who))
        .param("type", event.getClass().getSimpleName())
        .param("step", step == null ? null : step.value())
        .param("summary", Columns.text(summary.text()))
        .update();
  }
}
