package org.migrationauditor.reports.print;

import org.migrationauditor.messages.report.IntegrityReport;

/** A part of a report: a question, what was found, the rows that prove it. */
interface ReportSection {
  void write(IntegrityReport report, ReportWriter out);
}
