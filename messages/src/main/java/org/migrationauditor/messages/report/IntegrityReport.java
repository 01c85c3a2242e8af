package org.migrationauditor.messages.report;

import java.util.List;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.query.MigrationState;

/**
 * Everything a report says. The same value gives the same document before signing.
 *
 * @param scope owner's key, or {@code whole migration}
 * @param reportId unique, and usable as a file name
 * @param verdict worst of the comparisons of this scope
 * @param reasons for the verdict, one sentence each
 * @param notCovered what this report does not speak of, one sentence each
 * @param migration the run record; {@code asOf} is the report's time
 */
public record IntegrityReport(
    String scope,
    String reportId,
    Verdict verdict,
    List<String> reasons,
    List<String> notCovered,
    List<ReportedComparison> comparisons,
    MigrationState migration,
    HistoryHead head) {
  public IntegrityReport {
    reasons = List.copyOf(reasons);
    notCovered = List.copyOf(notCovered);
    comparisons = List.copyOf(comparisons);
  }
}
