package org.migrationauditor.reports.print;

import java.util.List;
import java.util.Optional;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.Finding;
import org.migrationauditor.messages.query.StepState;
import org.migrationauditor.messages.query.StepStatus;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.messages.report.ReportedComparison;

/** Whether what a comparison looked at is the same on both sides. */
final class ComparisonCriteria {
  private final IntegrityReport report;
  private final Wording w;

  ComparisonCriteria(IntegrityReport report, Wording wording) {
    this.report = report;
    this.w = wording;
  }

  /** The row of a comparison that is planned. */
  List<Cell> of(StepState planned) {
    String title = planned.step().title();
    Optional<ReportedComparison> made =
        report.comparisons().stream().filter(one -> one.title().equals(title)).findFirst();
    if (made.isPresent()) {
      return of(made.get());
    }
    String seen =
        planned.status() == StepStatus.SUCCEEDED
            ? "criteria.comparison.unconcerned"
            : "criteria.comparison.notMade";
    return row(title, Verdict.INDETERMINATE, w.say(seen));
  }

  /** The row of a comparison that was made. */
  List<Cell> of(ReportedComparison comparison) {
    FindingSplit findings = FindingSplit.of(comparison);
    List<Finding> unexplained =
        findings.unexplained().stream()
            .filter(finding -> finding.code().verdict() != Verdict.PASSED)
            .toList();
    long accepted =
        unexplained.stream()
            .filter(
                finding ->
                    report
                        .migration()
                        .waiver(comparison.findingsManifest(), finding.code(), finding.key())
                        .isPresent())
            .count();
    if (accepted > 0 && accepted == unexplained.size() && findings.notListed() == 0) {
      String count = w.counted(accepted, "findings");
      return row(
          comparison.title(), comparison.verdict(), w.say("criteria.comparison.accepted", count));
    }
    String count = w.counted(unexplained.size(), "findings");
    String least = findings.notListed() > 0 ? w.say("counts.orMore", count) : count;
    return row(
        comparison.title(), comparison.verdict(), w.say("criteria.comparison.findings", least));
  }

  private List<Cell> row(String title, Verdict verdict, String seen) {
    return CriteriaSection.row(w.say("criteria.comparison", title), verdict, seen, w);
  }
}
