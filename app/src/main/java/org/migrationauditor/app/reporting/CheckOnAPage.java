package org.migrationauditor.app.reporting;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.query.web.CheckedReport;
import org.migrationauditor.query.web.CheckedReport.Answer;
import org.migrationauditor.query.web.CheckedReport.Signature;
import org.migrationauditor.query.web.ReportChecker;
import org.migrationauditor.reports.check.ReportCheck;
import org.migrationauditor.signatures.Check;
import org.migrationauditor.signatures.ReportSignature;

/** Checks a report for the pages: what the file itself tells, and how it stands by the history. */
public final class CheckOnAPage implements ReportChecker {
  @Override
  public CheckedReport check(byte[] pdf, MigrationState now, IssuedReport report) {
    ReportCheck check = ReportCheck.of(pdf);
    ContentDigest issued = check.issued().orElseGet(() -> ContentDigest.over(pdf));
    Check standing = new ReportStandingCheck(now).of(report.reportId(), issued);
    List<Check> all = new ArrayList<>(check.checks());
    all.add(standing);
    return new CheckedReport(
        Verdict.worst(Stream.of(check.verdict(), standing.verdict())),
        all.stream().map(one -> new Answer(one.what(), one.verdict(), one.sentence())).toList(),
        check.signatures().stream().map(CheckOnAPage::signature).toList());
  }

  private static Signature signature(ReportSignature signature) {
    return new Signature(
        signature.field(),
        signature.signer().subject(),
        signature.signer().fingerprint(),
        signature.signer().selfMade(),
        signature.reason(),
        signature.documentStamp() ? signature.stampedAt() : signature.claimedAt(),
        signature.documentStamp());
  }
}
