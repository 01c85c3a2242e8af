package org.migrationauditor.query.readmodel;

import java.time.Instant;
import java.util.List;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.ReportIssued;
import org.migrationauditor.messages.migration.ReportWithdrawn;
import org.migrationauditor.messages.query.WithdrawnReport;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes {@code report}, and writes and reads {@code withdrawn_report}. */
final class ReportRows {
  private final JdbcClient jdbc;

  ReportRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void issue(ReportIssued event, long sequence) {
    IssuedReport report = event.report();
    jdbc.sql(
            """
            INSERT INTO read_model.report (migration_id, file_name, sequence_number, scope,
                verdict, digest, signer, self_made)
            VALUES (:id, :file, :sequence, :scope, :verdict, :digest, :signer, :selfMade)
            ON CONFLICT (migration_id, file_name) DO UPDATE SET scope = :scope,
                verdict = :verdict, digest = :digest, signer = :signer, self_made = :selfMade
            """)
        .param("id", event.migrationId().value())
        .param("file", Columns.text(report.fileName()))
        .param("sequence", sequence)
        .param("scope", Columns.text(report.scope()))
        .param("verdict", report.verdict().name())
        .param("digest", Columns.bytes(report.digest()))
        .param("signer", Columns.text(report.signer()))
        .param("selfMade", report.selfMade())
        .update();
  }

  void withdraw(ReportWithdrawn event, long sequence, Instant at) {
    jdbc.sql(
            """
            INSERT INTO read_model.withdrawn_report (migration_id, sequence_number, report_id,
                person, reason, at)
            VALUES (:id, :sequence, :report, :person, :reason, :at)
            """)
        .param("id", event.migrationId().value())
        .param("sequence", sequence)
        .param("report", Columns.text(event.reportId()))
        .param("person", Columns.text(event.person()))
        .param("reason", Columns.text(event.reason()))
        .param("at", Columns.time(at))
        .update();
  }

  /** Those that were taken back, in order. */
  List<WithdrawnReport> withdrawn(MigrationId id) {
    return jdbc.sql(
            """
            SELECT * FROM read_model.withdrawn_report WHERE migration_id = :id
            ORDER BY sequence_number
            """)
        .param("id", id.value())
        .query(
            (row, number) ->
                new WithdrawnReport(
                    row.getString("report_id"),
                    row.getString("person"),
                    row.getString("reason"),
                    Columns.instant(row, "at")))
        .list();
  }
}
