package org.migrationauditor.messages.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
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
 * @param head over the events of this migration alone
 * @param language of the pages; {@link ReportLanguage#EN} in a stored report that tells none
 * @param sealed head of the log over all migrations; null when the history could not be sealed,
 *     which {@code notCovered} then says
 * @param replaces id of the report of this scope that this one supersedes; null for the first
 * @param attached files beside this value, in the order of their names; none in a stored report
 *     that tells none
 */
public record IntegrityReport(
    String scope,
    String reportId,
    Verdict verdict,
    List<String> reasons,
    List<String> notCovered,
    List<ReportedComparison> comparisons,
    MigrationState migration,
    HistoryHead head,
    ReportLanguage language,
    @Nullable SealedHead sealed,
    @Nullable String replaces,
    List<Attached> attached) {
  public IntegrityReport {
    reasons = List.copyOf(reasons);
    notCovered = List.copyOf(notCovered);
    comparisons = List.copyOf(comparisons);
    language = language == null ? ReportLanguage.EN : language;
    attached = attached == null ? List.of() : List.copyOf(attached);
  }

  /** The same report, not speaking of these. */
  public IntegrityReport notCovering(List<String> sentences) {
    return new IntegrityReport(
        scope,
        reportId,
        verdict,
        reasons,
        sentences,
        comparisons,
        migration,
        head,
        language,
        sealed,
        replaces,
        attached);
  }

  /** The same report, carrying these files. */
  public IntegrityReport carrying(List<Attached> files) {
    return new IntegrityReport(
        scope,
        reportId,
        verdict,
        reasons,
        notCovered,
        comparisons,
        migration,
        head,
        language,
        sealed,
        replaces,
        files);
  }
}
