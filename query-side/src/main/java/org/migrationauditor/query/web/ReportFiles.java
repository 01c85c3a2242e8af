package org.migrationauditor.query.web;

import java.nio.file.Path;
import org.migrationauditor.messages.migration.MigrationId;

/** Where issued reports lie. */
@FunctionalInterface
public interface ReportFiles {
  /**
   * The place of a report.
   *
   * @param fileName of a report that was issued; a plain file name, without any separator
   */
  Path path(MigrationId migrationId, String fileName);
}
