package org.migrationauditor.reports.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.signatures.Bounded;
import org.migrationauditor.signatures.Check;
import org.migrationauditor.signatures.Identity;
import org.migrationauditor.signatures.ReportSignature;
import org.migrationauditor.signatures.SignedFile;
import org.migrationauditor.signatures.Signer;

/**
 * Whether a file is a report as this program signed it: nothing changed or added since, and its
 * pages say what its evidence says. Offline; whatever the file holds, the answer is a list of
 * sentences, never an exception.
 *
 * <p>Who signed is a question of its own. Without a fingerprint to compare with, the check {@code
 * signer} is INDETERMINATE and says that identity is not proven; it does not count for {@link
 * #verdict()}.
 */
public final class ReportCheck {
  /** What may stay open without a doubt about the contents. */
  private static final Set<String> OPEN =
      Set.of(Identity.WHAT, SignedFile.NOT_SIGNED, SignedFile.TIME_STAMP, TrustCheck.REVOCATION);

  private final List<Check> checks;
  private final List<ReportSignature> signatures;
  private final @Nullable IntegrityReport report;
  private final @Nullable ContentDigest issued;

  /**
   * What was found.
   *
   * @param issued digest of the file as its first signer left it; null if that cannot be told
   */
  ReportCheck(
      List<Check> checks,
      List<ReportSignature> signatures,
      @Nullable IntegrityReport report,
      @Nullable ContentDigest issued) {
    this.checks = List.copyOf(checks);
    this.signatures = List.copyOf(signatures);
    this.report = report;
    this.issued = issued;
  }

  /** Checks a file; one that cannot be read is INDETERMINATE. */
  public static ReportCheck of(Path pdf) {
    return of(pdf, Expected.NOTHING);
  }

  /** Checks a file and who signed it. */
  public static ReportCheck of(Path pdf, Expected expected) {
    byte[] bytes;
    try {
      bytes = FileBytes.of(pdf, SignedFile.LARGEST + 1);
    } catch (IOException e) {
      return only(
          Check.unknown(
              "file",
              "'%s': cannot be read; nothing was checked, look whether it is there and readable"
                  .formatted(pdf)));
    }
    return of(bytes, expected);
  }

  /** Checks the bytes of a file. */
  public static ReportCheck of(byte[] pdf) {
    return of(pdf, Expected.NOTHING);
  }

  /** Checks the bytes of a file and who signed it. */
  public static ReportCheck of(byte[] pdf, Expected expected) {
    if (pdf.length > SignedFile.LARGEST) {
      return only(
          Check.unknown(
              "file",
              "it has more than %,d bytes, larger than any report; nothing was checked"
                  .formatted(SignedFile.LARGEST)));
    }
    return Bounded.run(() -> new Examination(pdf, expected).explained(), ReportCheck::only);
  }

  /** Every check that was made, in order. */
  public List<Check> checks() {
    return checks;
  }

  /**
   * PASSED if every check passed, apart from identity, empty places for signatures, the times of
   * time stamps and revocation, which may stay open; FAILED if anything is not as it was signed;
   * INDETERMINATE if something could not be looked at, or if somebody signed who was not expected
   * where others were.
   */
  public Verdict verdict() {
    return Verdict.worst(
        checks.stream()
            .filter(
                check -> !(OPEN.contains(check.what()) && check.verdict() == Verdict.INDETERMINATE))
            .map(Check::verdict));
  }

  /** Whether the certificate of each signer has one of the fingerprints that were asked for. */
  public boolean identityProven() {
    List<Check> signers =
        checks.stream()
            .filter(check -> Set.of(Identity.WHAT, Identity.STRANGER).contains(check.what()))
            .toList();
    return !signers.isEmpty()
        && signers.stream().allMatch(check -> check.verdict() == Verdict.PASSED);
  }

  /** Who issued the report, if the first signature of the file fits its bytes. */
  public Optional<Signer> signer() {
    return signatures.stream().map(ReportSignature::signer).findFirst();
  }

  /** The signatures and time stamps that fit their bytes, the first made first. */
  public List<ReportSignature> signatures() {
    return signatures;
  }

  /**
   * What the attached evidence says, if it could be read; worth no more than {@link #verdict()}.
   */
  public Optional<IntegrityReport> report() {
    return Optional.ofNullable(report);
  }

  /**
   * SHA-256 of the file as its first signer left it, which is what the history tells of a report;
   * empty if that cannot be told.
   */
  public Optional<ContentDigest> issued() {
    return Optional.ofNullable(issued);
  }

  static ReportCheck only(Check check) {
    return new ReportCheck(List.of(check), List.of(), null, null);
  }
}
