package org.migrationauditor.reports.check;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.signatures.Check;
import org.migrationauditor.signatures.Identity;
import org.migrationauditor.signatures.SignedFile;

/**
 * One look at one file, from its bytes inwards: what is outside must hold before what is inside is
 * believed.
 */
final class Examination {
  private final byte[] pdf;
  private final Expected expected;
  private final SignedFile outside;
  private final List<Check> checks = new ArrayList<>();
  private @Nullable Inside inside;

  Examination(byte[] pdf, Expected expected) {
    this.pdf = pdf;
    this.expected = expected;
    this.outside =
        SignedFile.of(pdf, new Identity(expected.fingerprints(), !expected.trusted().isEmpty()));
    checks.addAll(outside.checks());
  }

  /** The answer, and what else can be told of a file that was changed. */
  ReportCheck explained() {
    result();
    if (outside.readable() && inside == null) {
      diagnose();
    }
    return answer();
  }

  /** The answer. */
  ReportCheck result() {
    if (outside.intact()) {
      inside();
    }
    return answer();
  }

  private ReportCheck answer() {
    return new ReportCheck(
        checks,
        outside.signatures(),
        inside == null ? null : inside.report(),
        outside.intact() ? ContentDigest.over(outside.issued()) : null);
  }

  /** The first signer vouches for the pages and attachments, so these are what is looked at. */
  private void inside() {
    ByteBuffer issued = outside.issued();
    Inside found = Inside.of(issued, outside.signatures().getFirst().signer());
    inside = found;
    checks.addAll(found.checks());
    if (issued.capacity() < pdf.length && holds(found.checks())) {
      checks.addAll(Inside.harmless(pdf));
    }
    IntegrityReport report = found.report();
    checks.addAll(
        outside.times(expected.trusted(), report == null ? null : report.migration().asOf()));
    if (holds(found.checks()) && !expected.trusted().isEmpty()) {
      checks.addAll(TrustCheck.of(pdf, expected.trusted(), outside.signatures()));
    }
  }

  /** What is inside a changed file is nobody's word; it can still tell what was changed. */
  private void diagnose() {
    List<Check> found =
        Inside.of(ByteBuffer.wrap(pdf), null).checks().stream()
            .filter(check -> check.verdict() == Verdict.FAILED)
            .toList();
    checks.addAll(found);
    if (found.isEmpty()) {
      checks.add(
          Check.unknown("pages", "they were not believed: nobody signed the file as it is now"));
    }
  }

  private static boolean holds(List<Check> checks) {
    return checks.stream().allMatch(check -> check.verdict() == Verdict.PASSED);
  }
}
