package org.migrationauditor.signatures;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSSignedData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.migrationauditor.messages.Verdict;

class SignedFileTest {
  private static Forger operator;
  private static Forger office;
  private static byte[] issued;

  @BeforeAll
  static void sign() throws Exception {
    operator = Forger.selfMade();
    office = Forger.person(Forger.pair(), "");
    issued = operator.report("Verdict: FAILED");
  }

  @Test
  void tellsWhoSignedAsWhat() throws Exception {
    SignedFile file = SignedFile.of(office.signed(issued, "approved"));

    assertThat(file.intact()).as(file.checks().toString()).isTrue();
    assertThat(file.issued()).isEqualTo(ByteBuffer.wrap(issued));
    assertThat(file.signatures())
        .extracting(ReportSignature::field)
        .containsExactly("prepared", "approved");
    assertThat(file.signatures())
        .extracting(ReportSignature::signer)
        .containsExactly(
            CertificateFace.of(operator.certificate()), CertificateFace.of(office.certificate()));
    assertThat(file.checks())
        .filteredOn(check -> check.what().equals(Identity.WHAT))
        .extracting(Check::verdict)
        .containsOnly(Verdict.INDETERMINATE);
    assertThat(file.checks())
        .filteredOn(check -> check.what().equals(SignedFile.NOT_SIGNED))
        .singleElement()
        .satisfies(check -> assertThat(check.sentence()).startsWith("reviewed;"));
  }

  @Test
  void aBitFlippedAnywhereIsSeen() {
    Random random = new Random(20261126);
    for (int i = 0; i < 200; i++) {
      byte[] flipped = issued.clone();
      int at = random.nextInt(flipped.length);
      flipped[at] ^= (byte) (1 << random.nextInt(8));

      assertThat(SignedFile.of(flipped).intact()).as("byte %d", at).isFalse();
    }
  }

  @Test
  void whatIsNotSignedIsToldAsSuch() {
    SignedFile file = SignedFile.of(PlainPdf.of("Verdict: PASSED"));

    assertThat(file.intact()).isFalse();
    assertThat(file.checks().getLast().sentence()).startsWith("there is none:");
    assertThat(SignedFile.of(new byte[0]).checks().getFirst().verdict()).isEqualTo(Verdict.FAILED);
    assertThat(
            SignedFile.of("hello".getBytes(StandardCharsets.US_ASCII))
                .checks()
                .getFirst()
                .verdict())
        .isEqualTo(Verdict.FAILED);
  }

  @Test
  void anUpdateThatIsNoSignatureIsTold() throws Exception {
    Update update = new Update(issued);
    SignedFile file = SignedFile.of(update.put(update.free(), "(more)").bytes());

    assertThat(file.intact()).isFalse();
    assertThat(file.checks())
        .anyMatch(check -> check.what().equals("changes") && check.verdict() == Verdict.FAILED);
  }

  @Test
  void anAlgorithmThatNobodyKnowsHereIsNotCalledAForgery() throws Exception {
    byte[] unknown = unknownAlgorithm(issued);

    assertThat(SignedFile.of(unknown).checks())
        .anySatisfy(
            check -> {
              assertThat(check.verdict()).isEqualTo(Verdict.INDETERMINATE);
              assertThat(check.sentence()).startsWith("it uses an algorithm that is not known");
            })
        .noneMatch(check -> check.verdict() == Verdict.FAILED);
  }

  @Test
  void aChangedByteIsSeenThoughNobodyKnowsTheAlgorithm() {
    byte[] changed = unknownAlgorithm(issued);
    changed[new String(issued, StandardCharsets.ISO_8859_1).indexOf("Verdict: FAILED")] ^= 1;

    assertThat(SignedFile.of(changed).checks())
        .anyMatch(
            check ->
                check.verdict() == Verdict.FAILED
                    && check.sentence().contains("a byte was changed after signing"));
  }

  @Test
  void aTimeStampThatWasBentToChangedBytesIsSeenThoughNobodyKnowsItsAlgorithm() throws Exception {
    byte[] stamped =
        unknownAlgorithm(Forger.clock().stamped(issued, Instant.parse("2026-11-26T00:00:00Z")));
    byte[] changed = stamped.clone();
    changed[new String(stamped, StandardCharsets.ISO_8859_1).indexOf("/Names") + 1] ^= 1;
    byte[] bent = replaced(changed, imprint(stamped), imprint(changed));

    assertThat(stampChecks(stamped)).contains(Verdict.INDETERMINATE).doesNotContain(Verdict.FAILED);
    assertThat(stampChecks(bent)).contains(Verdict.FAILED);
  }

  /** Of the time stamp alone, whatever is said of the signature below it. */
  private static List<Verdict> stampChecks(byte[] pdf) {
    List<Check> checks = new ArrayList<>();
    SignedRange range = SignedRange.all(pdf, checks).getLast();
    StampCheck.overDocument(new SignedContent(pdf, range), range.hex(pdf), "", checks);
    return checks.stream().map(Check::verdict).toList();
  }

  private static String imprint(byte[] pdf) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    SignedRange range = SignedRange.all(pdf, new ArrayList<>()).getLast();
    new SignedContent(pdf, range).digestTo(digest);
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The last signature made with ECDSA is said to be made with SM2, which Java does not have. */
  private static byte[] unknownAlgorithm(byte[] pdf) {
    String ecdsa = "06082a8648ce3d040302";
    String text = new String(pdf, StandardCharsets.ISO_8859_1);
    int at = text.lastIndexOf(ecdsa);
    byte[] unknown = pdf.clone();
    byte[] sm2 = "06082a811ccf55018375".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(sm2, 0, unknown, at, sm2.length);
    return unknown;
  }

  private static byte[] replaced(byte[] pdf, String before, String after) {
    String text = new String(pdf, StandardCharsets.ISO_8859_1);
    assertThat(text).contains(before);
    return text.replace(before, after).getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void moreCertificatesThanAnyChainHasAreNotFollowed() throws Exception {
    List<X509Certificate> crowd = new ArrayList<>(List.of(operator.certificate()));
    for (int i = 0; i < 10; i++) {
      crowd.add(Forger.person(Forger.pair(), "").certificate());
    }
    CMSSignedData crowded =
        CMSSignedData.replaceCertificatesAndCRLs(
            new CMSSignedData(Forger.structure(issued)), new JcaCertStore(crowd), null, null);
    String hex = HexFormat.of().formatHex(crowded.toASN1Structure().getEncoded("DER"));
    SignedRange range = SignedRange.all(issued, new ArrayList<>()).getFirst();
    byte[] pdf = issued.clone();
    byte[] digits = hex.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, pdf, range.open() + 1, digits.length);

    assertThat(SignedFile.of(pdf).checks())
        .anySatisfy(
            check -> {
              assertThat(check.verdict()).isEqualTo(Verdict.INDETERMINATE);
              assertThat(check.sentence())
                  .startsWith("it carries 11 certificates, of which 10 are looked at at most");
            })
        .noneMatch(check -> check.verdict() == Verdict.FAILED);
  }

  @Test
  void aFileThatTakesTooLongIsToldAsSuch() {
    SignedFile file = SignedFile.of(issued, Duration.ZERO);

    assertThat(file.tooSlow()).isTrue();
    assertThat(file.intact()).isFalse();
    assertThat(SignedFile.of(issued).tooSlow()).isFalse();
  }

  @Test
  void aFileThatExhaustsTheStackHasAnAnswer() {
    byte[] deep =
        ("%PDF-1.7\n/ByteRange [0 1 2 3]" + "[".repeat(1_000_000))
            .getBytes(StandardCharsets.US_ASCII);

    assertThat(SignedFile.of(deep).intact()).isFalse();
  }
}
