package org.migrationauditor.command.action;

import java.io.IOException;
import java.util.List;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.MigrationId;

/** Issues the reports of a migration as it stands. */
public interface ReportIssuer {
  /**
   * Writes one report per owner and one for the whole migration.
   *
   * @return what was issued, the whole migration's first
   * @throws IOException if one could not be written; none is then issued
   */
  List<IssuedReport> issue(MigrationId migrationId) throws IOException;
}
