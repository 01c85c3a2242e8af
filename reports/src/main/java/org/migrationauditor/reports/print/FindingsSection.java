package org.migrationauditor.reports.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.migrationauditor.messages.inventory.Finding;
import org.migrationauditor.messages.query.StandingWaiver;
import org.migrationauditor.messages.report.FindingGroup;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.messages.report.ReportedComparison;

/** Which differences nobody announced. */
final class FindingsSection implements ReportSection {
  @Override
  public void write(IntegrityReport report, ReportWriter out) {
    Wording w = out.wording();
    out.section(Chapter.FINDINGS);
    if (report.comparisons().isEmpty()) {
      out.paragraph(w.say("findings.none"));
    }
    for (ReportedComparison comparison : report.comparisons()) {
      FindingSplit findings = FindingSplit.of(comparison);
      out.heading(comparison.title(), 90);
      if (findings.notListed() > 0) {
        out.note(
            w.say("findings.notListed", w.counted(findings.notListed(), "moreFindings")),
            List.of(
                Block.of(
                    w.say(
                        "findings.notListed.text",
                        w.counted(comparison.findingsTotal(), "findings"),
                        w.count(comparison.findings().size()),
                        comparison.findingsManifest()),
                    Style.CELL)));
        groups(comparison, out);
      }
      write(findings.unexplained(), finding -> accepted(report, comparison, finding), out);
    }
    CodeLegend.write(report.comparisons(), out);
  }

  private static void groups(ReportedComparison comparison, ReportWriter out) {
    if (comparison.groups().isEmpty()) {
      return;
    }
    Wording w = out.wording();
    out.paragraph(Block.of(w.say("findings.groups"), Style.STRONG));
    out.table(
        List.of(
            Column.names(w.say("finding.code"), 0.28),
            Column.left(w.say("findings.kind"), 0.16),
            Column.left(w.say("findings.within"), 0.42),
            Column.right(w.say("findings.count"), 0.14)),
        comparison.groups().stream().map(group -> row(group, w)).toList());
    long grouped = comparison.groups().stream().mapToLong(FindingGroup::count).sum();
    long rest = comparison.findingsTotal() - grouped;
    if (rest > 0) {
      out.paragraph(w.say("findings.groups.rest", w.counted(rest, "findings")));
    }
  }

  private static List<Cell> row(FindingGroup group, Wording w) {
    String kind = group.announced() ? "findings.kind.announced" : "findings.kind.unexplained";
    return List.of(
        Cell.strong(group.code().name()),
        Cell.of(w.say(kind)),
        Cell.of(
            group.within().isEmpty()
                ? Block.of(w.say("findings.within.none"), Style.CELL_MUTED)
                : Block.key(group.within(), Style.DIGEST)),
        Cell.of(w.count(group.count())));
  }

  private static Optional<StandingWaiver> accepted(
      IntegrityReport report, ReportedComparison comparison, Finding finding) {
    return report.migration().waiver(comparison.findingsManifest(), finding.code(), finding.key());
  }

  static void write(
      List<Finding> findings,
      Function<Finding, Optional<StandingWaiver>> accepted,
      ReportWriter out) {
    FindingRow row = new FindingRow(out.wording());
    List<List<Cell>> rows = new ArrayList<>();
    for (Finding finding : findings) {
      rows.add(row.of(rows.size() + 1, finding, accepted.apply(finding)));
    }
    out.table(row.columns(), rows);
  }
}
