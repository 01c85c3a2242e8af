package org.migrationauditor.reports.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.reports.check.Revisions.Shown;

/**
 * One look at one file, from its bytes inwards: what is outside must hold before what is inside is
 * believed.
 */
final class Examination {
  private final byte[] pdf;
  private final Expected expected;
  private final Identity identity;
  private final List<Check> checks = new ArrayList<>();
  private final List<ReportSignature> signatures = new ArrayList<>();
  private @Nullable Revisions revisions;
  private @Nullable Inside inside;

  Examination(byte[] pdf, Expected expected) {
    this.pdf = pdf;
    this.expected = expected;
    this.identity = new Identity(expected.fingerprints());
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
    return new ReportCheck(checks, signatures, inside == null ? null : inside.report());
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
      verify(range, found == null ? null : found.shown(range), ranges);
    }
    if (found == null) {
      new Coverage(pdf.length, ranges, checks).ofBytes();
      structure(unread);
    } else if (signatures.size() == ranges.size()) {
      changes(ranges, found);
    }
    boolean intact = holds();
    for (ReportSignature signature : signatures) {
      if (!signature.documentStamp()) {
        checks.add(identity.check(signature, signature.equals(signatures.getFirst())));
      }
    }
    if (intact) {
      inside(ranges.getFirst());
    }
  }

  private void verify(SignedRange range, @Nullable Shown shown, List<SignedRange> all) {
    String name = shown == null ? "signature " + (all.indexOf(range) + 1) : shown.field();
    String label = all.size() == 1 ? "" : name + ": ";
    boolean stamp = shown != null && shown.documentStamp();
    Sealed sealed =
        stamp
            ? StampCheck.overDocument(range.content(pdf), range.hex(pdf), label, checks)
            : new CmsSignature(range.content(pdf), range.hex(pdf), label, checks).verify();
    if (sealed != null) {
      signatures.add(
          new ReportSignature(
              name,
              sealed.signer(),
              shown == null ? "" : SignatureWords.text(shown.dictionary(), "Reason"),
              shown == null ? null : SignatureWords.time(shown.dictionary()),
              sealed.stampedAt(),
              stamp));
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
    if (signatures.getFirst().documentStamp() || found.signedFields(ranges.getFirst()) != 1) {
      checks.add(
          Check.failed(
              "signature",
              "the form fields do not show it as a report does: a field was filled by hand"));
    }
    new Coverage(pdf.length, ranges, checks).ofChanges(found, signatures);
  }

  /** The first signer vouches for the pages and attachments, so these are what is looked at. */
  private void inside(SignedRange first) {
    byte[] issued = Arrays.copyOf(pdf, first.end());
    Inside found = Inside.of(issued, signatures.getFirst().signer());
    inside = found;
    checks.addAll(found.checks());
    if (first.end() < pdf.length && holds()) {
      checks.addAll(Inside.harmless(pdf));
    }
    if (holds(found.checks()) && !expected.trusted().isEmpty()) {
      checks.addAll(TrustCheck.of(pdf, expected.trusted()));
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
