package org.migrationauditor.signatures;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.signatures.Revisions.Shown;

/** The signatures and time stamps of a file that fit its bytes, the first made first. */
final class Signatures {
  private static final String WHAT = "signature";

  /** Says which of the printed places are empty, so that nobody misses a signature cut off. */
  static final String NOT_SIGNED = "not signed";

  private final byte[] pdf;
  private final List<Check> checks;
  private final List<Sealed> sealed = new ArrayList<>();
  private final List<ReportSignature> found = new ArrayList<>();

  Signatures(byte[] pdf, List<Check> checks) {
    this.pdf = pdf;
    this.checks = checks;
  }

  List<ReportSignature> found() {
    return found;
  }

  /**
   * Verifies one; one that does not fit is not kept.
   *
   * @param shown what the document shows it as; null if that was not read
   * @param name of it among the others; empty if it is the only one
   */
  void verify(SignedRange range, @Nullable Shown shown, String name) {
    boolean stamp = shown != null && shown.documentStamp();
    String label = name.isEmpty() ? "" : name + ": ";
    SignedContent content = new SignedContent(pdf, range);
    Sealed made =
        stamp
            ? StampCheck.overDocument(content, range.hex(pdf), label, checks)
            : new CmsSignature(content, range.hex(pdf), label, checks).verify();
    if (made == null) {
      return;
    }
    if (shown != null && !shown.ofAReport()) {
      checks.add(Check.failed(WHAT, label + "it says that it is of a kind that no report holds"));
    }
    sealed.add(made);
    found.add(
        new ReportSignature(
            shown == null ? name : shown.field(),
            made.signer(),
            shown == null ? "" : SignatureWords.text(shown.dictionary(), "Reason"),
            shown == null ? null : SignatureWords.time(shown.dictionary()),
            made.stampedAt(),
            stamp));
  }

  /** Who signed; one answer for each signature. */
  List<Check> signers(Identity identity) {
    return found.stream()
        .filter(signature -> !signature.documentStamp())
        .map(signature -> identity.check(signature, signature.equals(found.getFirst())))
        .toList();
  }

  /** When it was there at the latest; one answer for each time stamp. */
  List<Check> times(List<X509Certificate> trusted, @Nullable Instant asOf) {
    return new TimeStamps(trusted).of(sealed, found, asOf);
  }

  /**
   * One answer if places for signatures are empty.
   *
   * @param printed names of the fields of the document
   */
  List<Check> absent(Set<String> printed) {
    Set<String> taken =
        found.stream().map(ReportSignature::field).collect(Collectors.toUnmodifiableSet());
    List<String> empty =
        Arrays.stream(SignatureField.values())
            .map(SignatureField::fieldName)
            .filter(name -> printed.contains(name) && !taken.contains(name))
            .toList();
    return empty.isEmpty()
        ? List.of()
        : List.of(
            Check.unknown(
                NOT_SIGNED,
                String.join(", ", empty)
                    + "; if you were told that somebody did, this is an earlier state of the file,"
                    + " so ask for the later one"));
  }
}
