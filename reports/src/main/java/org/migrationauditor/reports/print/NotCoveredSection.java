package org.migrationauditor.reports.print;

import org.migrationauditor.messages.report.IntegrityReport;

/** What the report does not speak of. */
final class NotCoveredSection implements ReportSection {
  @Override
  public void write(IntegrityReport report, ReportWriter out) {
    out.section(Chapter.NOT_COVERED);
    out.list(report.notCovered());
  }
}
