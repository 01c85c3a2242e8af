package org.migrationauditor.app.reporting;

import java.util.Optional;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.ReportStanding;
import org.migrationauditor.messages.query.WithdrawnReport;
import org.migrationauditor.signatures.Check;

/**
 * Whether a report still says something, by the history of the migration that it tells of: FAILED
 * if it was withdrawn or is another file than the one that was issued, INDETERMINATE if a later one
 * took its place or nothing is known of it.
 */
public final class ReportStandingCheck {
  /** The check that this makes. */
  public static final String WHAT = "standing";

  private final MigrationState now;

  /** By the history as it stands now. */
  public ReportStandingCheck(MigrationState now) {
    this.now = now;
  }

  /**
   * How a report stands.
   *
   * @param reportId as the report itself bears it
   * @param issued digest of the file as its first signer left it
   */
  public Check of(String reportId, ContentDigest issued) {
    return now.report(reportId)
        .map(report -> known(report, issued))
        .orElseGet(
            () ->
                told(
                    Verdict.INDETERMINATE,
                    "the history here does not tell that '%s' was issued; ask the operator where it"
                            .formatted(reportId)
                        + " comes from"));
  }

  /**
   * As the history names it; empty for a file that it does not know, whatever id that bears.
   *
   * @param issued digest of the file as its first signer left it
   */
  public Optional<ReportStanding> standing(String reportId, ContentDigest issued) {
    return this.issued(reportId, issued).map(now::standing);
  }

  /**
   * Id of the last report of the same scope; empty if it is this one, or the file is not known.
   *
   * @param issued digest of the file as its first signer left it
   */
  public Optional<String> replacedBy(String reportId, ContentDigest issued) {
    return this.issued(reportId, issued).filter(now::superseded).map(this::last);
  }

  private Optional<IssuedReport> issued(String reportId, ContentDigest digest) {
    return now.report(reportId).filter(report -> report.digest().equals(digest));
  }

  private Check known(IssuedReport report, ContentDigest issued) {
    if (!report.digest().equals(issued)) {
      return told(
          Verdict.FAILED,
          "the history tells of another file as '%s' (SHA-256 expected %s, found %s): this one was"
                  .formatted(report.reportId(), report.digest(), issued)
              + " not issued here");
    }
    return switch (now.standing(report)) {
      case WITHDRAWN -> told(Verdict.FAILED, withdrawn(report));
      case SUPERSEDED ->
          told(
              Verdict.INDETERMINATE,
              "it was superseded: '%s' was issued in its place; read that one"
                  .formatted(last(report)));
      case VALID ->
          told(Verdict.PASSED, "it is the last report of its scope, and nobody withdrew it");
    };
  }

  private String withdrawn(IssuedReport report) {
    WithdrawnReport taken = now.withdrawal(report).orElseThrow();
    String later =
        now.superseded(report)
            ? "; '%s' was issued in its place, read that one".formatted(last(report))
            : "; no other was issued in its place, ask the operator for one";
    return "it was withdrawn by %s at %s: %s%s"
        .formatted(taken.person(), taken.at(), taken.reason(), later);
  }

  private String last(IssuedReport report) {
    return now.reports().reversed().stream()
        .filter(other -> other.scope().equals(report.scope()))
        .findFirst()
        .orElse(report)
        .reportId();
  }

  private static Check told(Verdict verdict, String sentence) {
    return new Check(WHAT, verdict, sentence);
  }
}
