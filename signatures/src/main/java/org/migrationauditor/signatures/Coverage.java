package org.migrationauditor.signatures;

import java.util.List;
import java.util.Map;

/** Whether the signatures vouch for every byte, and what came after each of them. */
final class Coverage {
  private static final String WHOLE = "whole document";
  private static final String CHANGES = "changes";
  private static final int MOST_NAMED = 5;

  private final int bytes;
  private final List<SignedRange> ranges;
  private final List<Check> checks;

  /**
   * @param bytes of the file, count
   * @param ranges of its signatures, the first made first
   */
  Coverage(int bytes, List<SignedRange> ranges, List<Check> checks) {
    this.bytes = bytes;
    this.ranges = ranges;
    this.checks = checks;
  }

  /** Where the structure of the file could not be read. */
  void ofBytes() {
    int added = bytes - ranges.getLast().end();
    checks.add(
        added == 0
            ? Check.passed(WHOLE, all())
            : Check.failed(WHOLE, "%,d bytes were added after the signature".formatted(added)));
  }

  /**
   * Where it could be.
   *
   * @param signatures one for each range
   */
  void ofChanges(Revisions revisions, List<ReportSignature> signatures) {
    Map<Integer, List<String>> wrongs = revisions.wrongs(ranges);
    wrongs.forEach((after, what) -> checks.add(wrong(after, signatures.get(after), what)));
    if (!wrongs.isEmpty()) {
      return;
    }
    int told = bytes - ranges.getLast().end();
    checks.add(
        Check.passed(
            WHOLE,
            told == 0
                ? all()
                : ("the last signature covers the first %,d bytes; the %,d behind it only tell what"
                        + " was heard of certificates")
                    .formatted(ranges.getLast().end(), told)));
    if (ranges.size() > 1) {
      checks.add(
          Check.passed(
              CHANGES,
              "after the first signature nothing was added but signatures in the fields printed"
                  + " for them, time stamps and what was heard of certificates; the look of each"
                  + " further signature is its signer's own word"));
    }
  }

  private String all() {
    return ranges.size() == 1
        ? "the signature covers all %,d bytes, itself apart".formatted(bytes)
        : "the last of %d signatures covers all %,d bytes, itself apart"
            .formatted(ranges.size(), bytes);
  }

  private Check wrong(int after, ReportSignature signature, List<String> what) {
    String named = String.join(", ", what.subList(0, Math.min(MOST_NAMED, what.size())));
    return Check.failed(
        CHANGES,
        "%,d bytes were added after the signature of '%s' (%s), and not all as a report allows: %s%s"
            .formatted(
                bytes - ranges.get(after).end(),
                signature.signer().subject(),
                signature.field(),
                named,
                what.size() > MOST_NAMED
                    ? " and %d more".formatted(what.size() - MOST_NAMED)
                    : ""));
  }
}
