package org.migrationauditor.reports.print;

import java.util.Optional;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.messages.report.ReportedComparison;

/** Which differences the runbook announced, with its reasons. */
final class AnnouncedSection implements ReportSection {
  @Override
  public void write(IntegrityReport report, ReportWriter out) {
    out.section(Chapter.ANNOUNCED);
    if (report.comparisons().isEmpty()) {
      out.paragraph(out.wording().say("none"));
    }
    for (ReportedComparison comparison : report.comparisons()) {
      out.heading(comparison.title(), 90);
      FindingsSection.write(
          FindingSplit.of(comparison).announced(), finding -> Optional.empty(), out);
    }
  }
}
