package org.migrationauditor.query.readmodel;

import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.ReportIssued;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes {@code report}. */
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
}
