package org.migrationauditor.reports.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.migrationauditor.messages.inventory.Finding;
import org.migrationauditor.messages.query.StandingWaiver;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.messages.report.ReportedComparison;

/** Which differences nobody announced. */
final class FindingsSection implements ReportSection {
  @Override
  public void write(IntegrityReport report, ReportWriter out) {
    out.section("Which differences are not explained?");
    if (report.comparisons().isEmpty()) {
      out.paragraph("none: no comparison was made, so none could be found");
    }
    for (ReportedComparison comparison : report.comparisons()) {
      FindingSplit findings = FindingSplit.of(comparison);
      out.heading(comparison.title(), 90);
      write(findings.unexplained(), finding -> accepted(report, comparison, finding), out);
      if (findings.notListed() > 0) {
        out.note(
            "%s not listed here"
                .formatted(Wording.counted(findings.notListed(), "more finding", "more findings")),
            List.of(
                Block.of(
                    ("This comparison has %s, unexplained and announced together; this document holds the"
                            + " first %s. All of them are in the findings file %s.parquet.")
                        .formatted(
                            Wording.counted(comparison.findingsTotal(), "finding", "findings"),
                            Wording.count(comparison.findings().size()),
                            comparison.findingsManifest()),
                    Style.CELL)));
      }
    }
  }

  private static Optional<StandingWaiver> accepted(
      IntegrityReport report, ReportedComparison comparison, Finding finding) {
    return report.migration().waiver(comparison.findingsManifest(), finding.code(), finding.key());
  }

  static void write(
      List<Finding> findings,
      Function<Finding, Optional<StandingWaiver>> accepted,
      ReportWriter out) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Finding finding : findings) {
      rows.add(FindingRow.of(rows.size() + 1, finding, accepted.apply(finding)));
    }
    out.table(FindingRow.COLUMNS, rows);
  }
}
