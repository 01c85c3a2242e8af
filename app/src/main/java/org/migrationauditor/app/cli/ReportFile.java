package org.migrationauditor.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.migrationauditor.app.platform.Home;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.MigrationId;

/**
 * A report's file, held against the digest that the history has of it.
 *
 * @param intact whether the file is the one that was issued
 */
record ReportFile(Path path, Verdict intact, String sentence) {

  static ReportFile of(Home home, MigrationId id, IssuedReport report) {
    Path path = home.report(id, report.fileName());
    try {
      return ContentDigest.over(path).equals(report.digest())
          ? new ReportFile(path, Verdict.PASSED, "as issued")
          : new ReportFile(path, Verdict.FAILED, "changed since it was issued");
    } catch (IOException e) {
      return new ReportFile(path, Verdict.INDETERMINATE, "not there or not readable");
    }
  }
}
