package org.migrationauditor.reports.print;

import java.util.Comparator;
import java.util.List;
import org.migrationauditor.messages.inventory.Finding;
import org.migrationauditor.messages.report.ReportedComparison;

/**
 * Findings of one comparison, unexplained and announced apart, each by code and then in the order
 * they came.
 *
 * @param notListed findings that the report was cut by, count
 */
record FindingSplit(List<Finding> unexplained, List<Finding> announced, long notListed) {
  static FindingSplit of(ReportedComparison comparison) {
    return new FindingSplit(
        comparison.findings().stream()
            .filter(finding -> finding.expectedBecause() == null)
            .sorted(Comparator.comparing(Finding::code))
            .toList(),
        comparison.findings().stream()
            .filter(finding -> finding.expectedBecause() != null)
            .sorted(Comparator.comparing(Finding::code))
            .toList(),
        Math.max(0, comparison.findingsTotal() - comparison.findings().size()));
  }
}
