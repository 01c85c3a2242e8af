package org.migrationauditor.command.action;

import java.io.IOException;
import java.util.List;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.verifier.Progress;

/** Issues the reports of a migration as it stands. */
public interface ReportIssuer {
  /**
   * Writes one report per owner and one for the whole migration.
   *
   * @param progress is told of each report
   * @return what was issued, the whole migration's first
   * @throws IOException if one could not be written; none is then issued
   * @throws InterruptedException if this thread was interrupted; none is then issued
   */
  List<IssuedReport> issue(MigrationId migrationId, Progress progress)
      throws IOException, InterruptedException;
}
