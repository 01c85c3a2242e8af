package org.migrationauditor.signatures;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
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
    String ecdsa = "06082a8648ce3d040302";
    String sm2 = "06082a811ccf55018375";
    String hex = new String(issued, StandardCharsets.ISO_8859_1);
    byte[] unknown =
        (hex.substring(0, hex.lastIndexOf(ecdsa))
                + sm2
                + hex.substring(hex.lastIndexOf(ecdsa) + ecdsa.length()))
            .getBytes(StandardCharsets.ISO_8859_1);

    assertThat(SignedFile.of(unknown).checks())
        .anySatisfy(
            check -> {
              assertThat(check.verdict()).isEqualTo(Verdict.INDETERMINATE);
              assertThat(check.sentence()).startsWith("it uses an algorithm that is not known");
            })
        .noneMatch(check -> check.verdict() == Verdict.FAILED);
  }

  @Test
  void aFileThatExhaustsTheStackHasAnAnswer() {
    byte[] deep =
        ("%PDF-1.7\n/ByteRange [0 1 2 3]" + "[".repeat(1_000_000))
            .getBytes(StandardCharsets.US_ASCII);

    assertThat(SignedFile.of(deep).intact()).isFalse();
  }
}
