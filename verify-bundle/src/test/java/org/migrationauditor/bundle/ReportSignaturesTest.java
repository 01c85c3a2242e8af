package org.migrationauditor.bundle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.signatures.CertificateFace;
import org.migrationauditor.signatures.Forger;
import org.migrationauditor.signatures.PlainPdf;
import org.migrationauditor.signatures.Signer;
import org.migrationauditor.signatures.Update;

/** Reports that somebody changed before making everything around them fit, the log too. */
class ReportSignaturesTest {
  private static final Signer OPERATOR = CertificateFace.of(Night.OPERATOR.certificate());
  private static final String REPORT = "'data/reports/report-11.pdf'";

  @TempDir private Path folder;

  private Verdict verdict = Verdict.INDETERMINATE;

  @Test
  void whoSignedIsToldOfEachReport() throws Exception {
    String words = checked(report -> report);

    assertThat(verdict).as(words).isEqualTo(Verdict.PASSED);
    for (int report = 11; report < 14; report++) {
      assertThat(words)
          .contains(
              ("PASSED        signatures: 'data/reports/report-%d.pdf' is as it was signed, and"
                      + " nothing else came after: prepared by '%s', certificate SHA-256 %s, a key"
                      + " that the program made itself")
                  .formatted(report, OPERATOR.subject(), OPERATOR.fingerprint()));
    }
    assertThat(words)
        .contains("not looked at: whether a report's signers are who they say")
        .contains("which ./auditor verify-report FILE checks");
  }

  @Test
  void laterSignersAreToldToo() throws Exception {
    Forger office = Forger.person(Forger.pair(), "");

    String words = checked(report -> made(() -> office.signed(report, "approved")));

    assertThat(verdict).as(words).isEqualTo(Verdict.PASSED);
    assertThat(words)
        .contains(
            "; approved by 'CN=Data Office', certificate SHA-256 "
                + CertificateFace.of(office.certificate()).fingerprint());
  }

  @Test
  void aByteThatWasFlippedIsSeen() throws Exception {
    expectFailed(
        report -> {
          int shown = new String(report, ISO_8859_1).indexOf("report of ");
          report[shown] ^= 1;
          return report;
        },
        "it does not fit the file: a byte was changed after signing");
  }

  @Test
  void aSignatureThatWasTakenOutIsMissed() throws Exception {
    expectFailed(report -> PlainPdf.of("forged"), "there is none: the file is not signed");
    expectFailed(report -> new byte[] {'x'}, "it is not a PDF");
  }

  @Test
  void theKeyOfAnotherIsNoneThatTheEventTells() throws Exception {
    Forger stranger = Forger.person(Forger.pair(), "");

    expectFailed(
        report -> Night.report(stranger, "forged"),
        "event 11 tells that '%s' did".formatted(OPERATOR.subject()));
  }

  @Test
  void anotherKeyOfTheSameNameHasAnotherFingerprint() throws Exception {
    Forger namesake = Forger.selfMade();

    String words = checked(report -> Night.report(namesake, "forged"));

    assertThat(words)
        .contains(CertificateFace.of(namesake.certificate()).fingerprint().hex())
        .doesNotContain(OPERATOR.fingerprint().hex());
  }

  @Test
  void whatWasAddedAfterTheSignatureIsSeen() throws Exception {
    expectFailed(
        report ->
            made(
                () -> {
                  Update update = new Update(report);
                  return update.put(update.free(), "(more)").bytes();
                }),
        "bytes were added after the signature of");
  }

  @Test
  void aReportThatIsPutTogetherInAnotherWayIsNotChecked() throws Exception {
    String words = checked(report -> "%PDF-1.7 /ObjStm".getBytes(US_ASCII));

    assertThat(verdict).isEqualTo(Verdict.INDETERMINATE);
    assertThat(words).contains("NOT CHECKED   signatures: " + REPORT + ": it holds 'ObjStm'");
  }

  @Test
  void aSecondEventThatTellsOfAnotherSignerIsHeldAgainstTheReportToo() throws Exception {
    Night night = new Night(Files.createDirectory(folder.resolve("kept"))).tellsAgain("CN=Other");
    Path bundle = night.bundle(folder.resolve("bundle"), null);

    BundleVerdict found = BundleCheck.of(bundle, List.of(night.signer().key()));

    assertThat(found.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(VerifyBundleTest.words(found))
        .contains(
            "FAILED        signatures: " + REPORT + " was signed first by",
            "event 16 tells that 'CN=Other' did")
        .doesNotContain("event 11 tells", REPORT + " is as it was signed");
  }

  @Test
  void nobodyIsAccusedWhereTheFirstSignatureWasNotRead() throws Exception {
    Forger office = Forger.person(Forger.pair(), "");

    String words =
        checked(report -> made(() -> office.signed(unknownAlgorithm(report), "approved")));

    assertThat(words)
        .contains("it uses an algorithm that is not known here")
        .doesNotContain("was signed first by", REPORT + " is as it was signed");
  }

  /** Of the signature, which is the last place that names one. */
  private static byte[] unknownAlgorithm(byte[] report) {
    byte[] unknown = report.clone();
    int ecdsa = new String(report, ISO_8859_1).lastIndexOf("06082a8648ce3d040302");
    byte[] sm2 = "06082a811ccf55018375".getBytes(US_ASCII);
    System.arraycopy(sm2, 0, unknown, ecdsa, sm2.length);
    return unknown;
  }

  @Test
  void afterOneThatTakesTooLongNoOtherIsLookedAt() throws Exception {
    Night night = new Night(Files.createDirectory(folder.resolve("kept")));
    Path bundle = night.bundle(folder.resolve("bundle"), null);

    BundleVerdict found = BundleCheck.of(bundle, List.of(night.signer().key()), Duration.ZERO);

    assertThat(found.verdict()).isEqualTo(Verdict.INDETERMINATE);
    assertThat(VerifyBundleTest.words(found).lines().filter(line -> line.contains(" signatures: ")))
        .containsExactly(
            "NOT CHECKED   signatures: "
                + REPORT
                + ": it was not read through within 120 seconds; do not trust it",
            "NOT CHECKED   signatures: the 2 other reports, since one took too long to be looked"
                + " through");
  }

  private void expectFailed(UnaryOperator<byte[]> forged, String saying) throws IOException {
    String words = checked(forged);

    assertThat(verdict).as(words).isEqualTo(Verdict.FAILED);
    assertThat(words)
        .contains("PASSED        files")
        .containsPattern("FAILED        signatures: " + REPORT + ".*\\Q" + saying);
  }

  private int nights;

  /** With the key of the log that somebody made for it. */
  private String checked(UnaryOperator<byte[]> reports) throws IOException {
    nights++;
    Night night =
        new Night(
            Files.createDirectory(folder.resolve("kept-" + nights)), reports, OPERATOR.subject());
    Path bundle = night.bundle(folder.resolve("bundle-" + nights), null);
    BundleVerdict found = BundleCheck.of(bundle, List.of(night.signer().key()));
    verdict = found.verdict();
    return VerifyBundleTest.words(found);
  }

  private interface Making {
    byte[] make() throws Exception;
  }

  private static byte[] made(Making making) {
    try {
      return making.make();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
