package org.migrationauditor.query.web;

import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.query.MigrationState;

/** Looks through the file of a report. */
@FunctionalInterface
public interface ReportChecker {
  /** Bytes of a file from which on it need not be read to its end, since no report is as large. */
  int LARGEST = 256 << 20;

  /**
   * What a file turns out to be. Nobody is asked over a network; whatever the file holds, the
   * answer is one, never an exception.
   *
   * @param pdf the file as it lies there, of at most one byte more than {@link #LARGEST}
   * @param now the migration as it stands
   * @param report that the history names in the place of the file
   */
  CheckedReport check(byte[] pdf, MigrationState now, IssuedReport report);
}
