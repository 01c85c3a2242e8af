package org.migrationauditor.reports.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.reports.Judge;
import org.migrationauditor.reports.Keys;
import org.migrationauditor.reports.Reports;
import org.migrationauditor.reports.print.ReportPrinter;
import org.migrationauditor.reports.sign.ForeignSignature;
import org.migrationauditor.reports.sign.ReportSigner;
import org.migrationauditor.reports.sign.SignatureRequest;
import org.migrationauditor.reports.sign.SigningKey;
import org.migrationauditor.signatures.Attack;
import org.migrationauditor.signatures.Check;
import org.migrationauditor.signatures.ReportSignature;
import org.migrationauditor.signatures.SignatureField;
import org.migrationauditor.signatures.SignedFile;
import org.migrationauditor.signatures.Update;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** Reports that several people signed, one after the other. */
class SeveralSignaturesTest {
  private static final Instant AT = Instant.parse("2026-11-02T10:11:12Z");

  @TempDir static Path folder;
  private static SigningKey operator;
  private static SigningKey reviewer;
  private static byte[] issued;
  private static byte[] reviewed;
  private static byte[] approved;

  @BeforeAll
  static void signThree() throws Exception {
    operator = SigningKey.selfMade(folder);
    reviewer = SigningKey.load(Keys.own(folder, Instant.now()), Keys.password());
    ReportSigner signer = new ReportSigner();
    byte[] plain = new ReportPrinter(operator.signer()).print(Reports.failed());
    issued = signer.sign(plain, operator, Instant.now()).pdf();
    reviewed = sign(issued, SignatureField.REVIEWED, "I compared it with the log");
    approved = sign(reviewed, SignatureField.APPROVED, "");
  }

  @Test
  void eachKeepsThoseBeforeItValid() {
    ReportCheck check = ReportCheck.of(approved);

    assertThat(check.verdict()).as(check.checks().toString()).isEqualTo(Verdict.PASSED);
    assertThat(check.report()).contains(Reports.failed());
    assertThat(check.signatures())
        .extracting(ReportSignature::field)
        .containsExactly("prepared", "reviewed", "approved");
    assertThat(check.signatures())
        .extracting(ReportSignature::signer)
        .containsExactly(operator.signer(), reviewer.signer(), reviewer.signer());
    assertThat(check.signatures().get(1).reason()).isEqualTo("I compared it with the log");
    assertThat(check.signatures().get(1).claimedAt()).isEqualTo(AT);
    assertThat(Arrays.copyOf(approved, issued.length)).isEqualTo(issued);
  }

  @Test
  void whoSignedWithWhichMeaningIsSaid() {
    List<String> sentences =
        ReportCheck.of(approved).checks().stream().map(Check::sentence).toList();

    assertThat(sentences)
        .anyMatch(s -> s.startsWith("reviewed: signed by 'CN=Marie Curie,O=Radium Hospital'"))
        .anyMatch(s -> s.startsWith("prepared: signed by 'CN=Migration Auditor self-made key"));
  }

  @Test
  void theDocumentStaysOneForArchivesAfterEachSignature() throws Exception {
    for (byte[] pdf : List.of(issued, reviewed, approved)) {
      assertThat(Judge.violations(pdf, PDFAFlavour.PDFA_3_U)).isEmpty();
      assertThat(Judge.violations(pdf, PDFAFlavour.PDFUA_1)).isEmpty();
    }
  }

  static Attack[] attacks() {
    return Attack.all();
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void anythingElseThatIsAddedIsNamed(Attack attack) throws Exception {
    ReportCheck check = ReportCheck.of(attack.change().apply(new Update(reviewed)).bytes());

    assertThat(check.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(sentence(check, "changes"))
        .contains("bytes were added after the signature of 'CN=Marie Curie,O=Radium Hospital'")
        .contains(attack.saying());
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void aFurtherSignatureHidesNothing(Attack attack) throws Exception {
    byte[] changed = attack.change().apply(new Update(reviewed)).bytes();

    ReportCheck check = ReportCheck.of(ForeignSignature.over(changed, reviewer));

    assertThat(check.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(sentence(check, "changes")).contains("(reviewed)").contains(attack.saying());
  }

  @Test
  void whatStandsBetweenObjectsIsNotPassedOver() throws Exception {
    for (String between : List.of("% a comment\n", "7 0 obj\n(hidden)\nendobj\n", "xref\n0 0\n")) {
      byte[] pdf = new Update(reviewed).bytes(between);

      assertThat(ReportCheck.of(pdf).verdict()).isEqualTo(Verdict.FAILED);
      assertThat(ReportCheck.of(ForeignSignature.over(pdf, reviewer)).verdict())
          .as(between)
          .isEqualTo(Verdict.INDETERMINATE);
    }
  }

  @Test
  void anUpdateThatOnlyRepeatsWhatWasThereIsNotAllowed() throws Exception {
    byte[] same = new Update(reviewed).repeatPage().bytes();

    assertThat(sentence(ReportCheck.of(same), "changes"))
        .contains("an update that is no signature and no time stamp");
  }

  @Test
  void aBitFlippedAnywhereIsSeenAndNoOneAfterwardsIsBelieved() {
    Random random = new Random(20261102);
    for (int i = 0; i < 150; i++) {
      byte[] flipped = approved.clone();
      int at = random.nextInt(flipped.length);
      flipped[at] ^= (byte) (1 << random.nextInt(8));

      ReportCheck check = new Examination(flipped, Expected.NOTHING).result();
      assertThat(check.verdict())
          .as("byte %d: %s", at, check.checks())
          .isNotEqualTo(Verdict.PASSED);
    }
  }

  @Test
  void aFileCutBackToAnEarlierSignatureIsWhatItWasThen() {
    ReportCheck check = ReportCheck.of(Arrays.copyOf(approved, reviewed.length));

    assertThat(check.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(check.signatures())
        .extracting(ReportSignature::field)
        .containsExactly("prepared", "reviewed");
    assertThat(sentence(check, "not signed"))
        .contains("approved; if you were told that somebody did, this is an earlier state");
    assertThat(ReportCheck.of(approved).checks())
        .noneMatch(one -> one.what().equals(SignedFile.NOT_SIGNED));
  }

  @Test
  void aFurtherSignerWhomNobodyExpectedLeavesTheAnswerOpen() {
    ReportCheck one = ReportCheck.of(approved, expecting(operator));
    ReportCheck both = ReportCheck.of(approved, expecting(operator, reviewer));

    assertThat(one.verdict()).isEqualTo(Verdict.INDETERMINATE);
    assertThat(one.identityProven()).isFalse();
    assertThat(sentence(one, "unexpected signer")).startsWith("reviewed: signed by");
    assertThat(both.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(both.identityProven()).isTrue();
  }

  @Test
  void aReasonThatNoCheckCouldReadIsRefused() {
    for (String reason : List.of("see /Encrypt note", "see /ByteRange", "an /ObjStm")) {
      assertThatThrownBy(() -> new SignatureRequest(SignatureField.REVIEWED, AT, reason))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("nothing was signed, write it without the slash");
    }
    byte[] pdf = sign(issued, SignatureField.REVIEWED, "read and/or compared");

    assertThat(ReportCheck.of(pdf).verdict()).isEqualTo(Verdict.PASSED);
  }

  private static Expected expecting(SigningKey... keys) {
    return new Expected(
        Arrays.stream(keys).map(SigningKey::fingerprint).collect(Collectors.toSet()), List.of());
  }

  private static String sentence(ReportCheck check, String what) {
    return check.checks().stream()
        .filter(c -> c.what().equals(what))
        .map(Check::sentence)
        .findFirst()
        .orElse(check.checks().toString());
  }

  private static byte[] sign(byte[] pdf, SignatureField field, String reason) {
    return new ReportSigner().sign(pdf, reviewer, new SignatureRequest(field, AT, reason)).pdf();
  }
}
