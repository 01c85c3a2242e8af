package org.migrationauditor.reports.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.reports.check.Revisions.Shown;

/**
 * One look at one file, from its bytes inwards: what is outside must hold before what is inside is
 * believed.
 */
final class Examination {
  private final byte[] pdf;
  private final Expected expected;
  private final List<Check> checks = new ArrayList<>();
  private final Signatures signatures;
  private @Nullable Revisions revisions;
  private @Nullable Inside inside;

  Examination(byte[] pdf, Expected expected) {
    this.pdf = pdf;
    this.expected = expected;
    this.signatures = new Signatures(pdf, checks);
  }

  /** The answer, and what else can be told of a file that was changed. */
  ReportCheck explained() {
    result();
    if (revisions != null && inside == null) {
      diagnose();
    }
    return answer();
  }

  /** The answer. */
  ReportCheck result() {
    checks.add(RawFile.check(pdf));
    if (holds()) {
      List<SignedRange> ranges = SignedRange.all(pdf, checks);
      if (!ranges.isEmpty()) {
        examine(ranges);
      }
    }
    return answer();
  }

  private ReportCheck answer() {
    return new ReportCheck(checks, signatures.found(), inside == null ? null : inside.report());
  }

  private void examine(List<SignedRange> ranges) {
    String unread = "";
    Revisions found = null;
    try {
      found = Revisions.of(pdf);
    } catch (CosException e) {
      unread = String.valueOf(e.getMessage());
    }
    revisions = found;
    for (SignedRange range : ranges) {
      Budget.stopIfNobodyWaits();
      verify(range, found == null ? null : found.shown(range), ranges);
    }
    if (found == null) {
      new Coverage(pdf.length, ranges, checks).ofBytes();
      structure(unread);
    } else if (signatures.found().size() == ranges.size()) {
      changes(ranges, found);
    }
    boolean intact = holds();
    checks.addAll(signatures.signers(new Identity(expected)));
    if (intact && found != null) {
      checks.addAll(signatures.absent(found.fieldNames()));
      inside(ranges.getFirst());
    }
  }

  private void verify(SignedRange range, @Nullable Shown shown, List<SignedRange> all) {
    if (all.size() == 1) {
      signatures.verify(range, shown, "");
    } else {
      signatures.verify(
          range, shown, shown == null ? "signature " + (all.indexOf(range) + 1) : shown.field());
    }
  }

  private void structure(String unread) {
    if (holds()) {
      checks.add(
          Check.unknown(
              "structure",
              "it is not put together as this program does it, so it was not opened (%s)"
                  .formatted(unread)));
    }
  }

  private void changes(List<SignedRange> ranges, Revisions found) {
    if (signatures.found().getFirst().documentStamp()
        || found.signedFields(ranges.getFirst()) != 1
        || found.shown(ranges.getFirst()) == null) {
      checks.add(
          Check.failed(
              "signature",
              "the form fields do not show it as a report does: a field was filled by hand"));
    }
    new Coverage(pdf.length, ranges, checks).ofChanges(found, signatures.found());
  }

  /** The first signer vouches for the pages and attachments, so these are what is looked at. */
  private void inside(SignedRange first) {
    byte[] issued = Arrays.copyOf(pdf, first.end());
    Inside found = Inside.of(issued, signatures.found().getFirst().signer());
    inside = found;
    checks.addAll(found.checks());
    if (first.end() < pdf.length && holds(found.checks())) {
      checks.addAll(Inside.harmless(pdf));
    }
    IntegrityReport report = found.report();
    checks.addAll(
        signatures.times(expected.trusted(), report == null ? null : report.migration().asOf()));
    if (holds(found.checks()) && !expected.trusted().isEmpty()) {
      checks.addAll(TrustCheck.of(pdf, expected.trusted(), signatures.found()));
    }
  }

  /** What is inside a changed file is nobody's word; it can still tell what was changed. */
  private void diagnose() {
    List<Check> found =
        Inside.of(pdf, null).checks().stream()
            .filter(check -> check.verdict() == Verdict.FAILED)
            .toList();
    checks.addAll(found);
    if (found.isEmpty()) {
      checks.add(
          Check.unknown("pages", "they were not believed: nobody signed the file as it is now"));
    }
  }

  private boolean holds() {
    return holds(checks);
  }

  private static boolean holds(List<Check> checks) {
    return checks.stream().allMatch(check -> check.verdict() == Verdict.PASSED);
  }
}
