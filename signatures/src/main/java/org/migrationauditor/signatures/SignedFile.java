package org.migrationauditor.signatures;

import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.signatures.Revisions.Shown;

/**
 * What the signatures of a report tell: whether each fits its bytes, whose it is, and what came
 * after it. Offline; neither pages nor attachments are opened, and whatever the file holds, the
 * answer is a list of sentences, never an exception.
 */
public final class SignedFile {
  /** Bytes of the largest file that is looked at. */
  public static final int LARGEST = 256 << 20;

  /** The check that tells which of the printed places are empty; it may stay open. */
  public static final String NOT_SIGNED = Signatures.NOT_SIGNED;

  /** The check that tells whether a time stamp is to be believed; it may stay open. */
  public static final String TIME_STAMP = TimeStamps.WHAT;

  private final byte[] pdf;
  private final List<Check> checks = new ArrayList<>();
  private final Signatures signatures;
  private @Nullable Revisions revisions;
  private boolean intact;
  private int issued;

  private SignedFile(byte[] pdf) {
    this.pdf = pdf;
    this.signatures = new Signatures(pdf, checks);
  }

  /** Looks at a file of at most {@link #LARGEST} bytes, of whose signers nothing is known. */
  public static SignedFile of(byte[] pdf) {
    return of(pdf, Bounded.PATIENCE);
  }

  /**
   * The same, waiting no longer than the caller wants to.
   *
   * @param patience after which nothing is told but that it took too long; see {@link #tooSlow}
   */
  public static SignedFile of(byte[] pdf, Duration patience) {
    return Bounded.run(() -> of(pdf, Identity.UNKNOWN), check -> broken(pdf, check), patience);
  }

  /** Looks at a file in the caller's own thread, which {@link Bounded} should run. */
  public static SignedFile of(byte[] pdf, Identity identity) {
    SignedFile file = new SignedFile(pdf);
    file.look(identity);
    return file;
  }

  private static SignedFile broken(byte[] pdf, Check check) {
    SignedFile file = new SignedFile(pdf);
    file.checks.add(check);
    return file;
  }

  /** Every check that was made, in order. */
  public List<Check> checks() {
    return List.copyOf(checks);
  }

  /** The signatures and time stamps that fit their bytes, the first made first. */
  public List<ReportSignature> signatures() {
    return List.copyOf(signatures.found());
  }

  /** Whether nothing is known of it since it was not looked through in time. */
  public boolean tooSlow() {
    return checks.contains(Bounded.TOO_SLOW);
  }

  /** Whether its structure could be read, so that what was changed can be told. */
  public boolean readable() {
    return revisions != null;
  }

  /** Whether every signature fits and nothing else came after them: then it may be opened. */
  public boolean intact() {
    return intact;
  }

  /** The document as the first signer left it, not copied; only of one that is {@link #intact}. */
  public ByteBuffer issued() {
    return ByteBuffer.wrap(pdf, 0, issued).slice().asReadOnlyBuffer();
  }

  /**
   * Whether the times of its time stamps are to be believed, one answer for each.
   *
   * @param trusted certificates to which that of an authority must lead
   * @param asOf time of the last event that the report tells of; null if it was not read
   */
  public List<Check> times(List<X509Certificate> trusted, @Nullable Instant asOf) {
    return signatures.times(trusted, asOf);
  }

  private void look(Identity identity) {
    checks.add(RawFile.check(pdf));
    if (holds()) {
      List<SignedRange> ranges = SignedRange.all(pdf, checks);
      if (!ranges.isEmpty()) {
        look(ranges, identity);
      }
    }
  }

  private void look(List<SignedRange> ranges, Identity identity) {
    String unread = "";
    Revisions found = null;
    try {
      found = Revisions.of(pdf);
    } catch (CosException e) {
      unread = String.valueOf(e.getMessage());
    }
    revisions = found;
    issued = ranges.getFirst().end();
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
    intact = found != null && holds();
    checks.addAll(signatures.signers(identity));
    if (intact && found != null) {
      checks.addAll(signatures.absent(found.fieldNames()));
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

  private boolean holds() {
    return checks.stream().allMatch(check -> check.verdict() == Verdict.PASSED);
  }
}
