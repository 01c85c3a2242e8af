package org.migrationauditor.reports.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.reports.Authorities;
import org.migrationauditor.reports.Judge;
import org.migrationauditor.reports.Keys;
import org.migrationauditor.reports.Reports;
import org.migrationauditor.reports.check.ReportCheck;
import org.migrationauditor.reports.print.ReportPrinter;
import org.migrationauditor.signatures.ReportSignature;
import org.migrationauditor.signatures.SignatureField;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** Reports that authorities vouch for. */
class ReportExtenderTest {
  private static final Duration PATIENT = Duration.ofSeconds(10);

  @TempDir Path folder;
  private Authorities authorities;
  private byte[] signed;

  @BeforeEach
  void sign() throws Exception {
    authorities = new Authorities();
    SigningKey preparer =
        SigningKey.load(authorities.person(folder, "Ada Lovelace"), Keys.password());
    SigningKey reviewer =
        SigningKey.load(authorities.personOnList(folder, "Grace Hopper"), Keys.password());
    byte[] plain = new ReportPrinter(preparer.signer()).print(Reports.passed());
    ReportSigner signer = new ReportSigner();
    Instant now = Instant.now();
    signed =
        signer
            .sign(
                signer.sign(plain, preparer, now).pdf(),
                reviewer,
                new SignatureRequest(SignatureField.REVIEWED, now, ""))
            .pdf();
  }

  @AfterEach
  void close() {
    authorities.close();
  }

  @ParameterizedTest
  @EnumSource
  void anExtendedReportIsStillItself(ReportLevel level) throws Exception {
    byte[] extended = extender(PATIENT).extend(signed, level);

    assertThat(Arrays.copyOf(extended, signed.length)).isEqualTo(signed);
    ReportCheck check = ReportCheck.of(extended);
    assertThat(check.verdict()).as(check.checks().toString()).isEqualTo(Verdict.PASSED);
    assertThat(check.report()).contains(Reports.passed());
    assertThat(check.signatures()).anyMatch(ReportSignature::documentStamp);
    assertThat(Judge.violations(extended, PDFAFlavour.PDFA_3_U)).isEmpty();
    assertThat(Judge.violations(extended, PDFAFlavour.PDFUA_1)).isEmpty();
  }

  @Test
  void levelTAsksTheTimeStampingAuthorityAlone() {
    extender(PATIENT).extend(signed, ReportLevel.T);

    assertThat(authorities.asked()).containsExactly("/tsa");
  }

  @Test
  void levelLtAsksTheResponderThatTheCertificateNames() throws Exception {
    extender(PATIENT).extend(signedBy(authorities.person(folder, "Alan Turing")), ReportLevel.LT);

    assertThat(authorities.asked()).containsExactlyInAnyOrder("/tsa", "/ocsp");
  }

  /** The list tells of the authority's certificate too, which then need not be asked for. */
  @Test
  void levelLtAsksForTheListThatTheCertificateNames() throws Exception {
    extender(PATIENT)
        .extend(signedBy(authorities.personOnList(folder, "Alan Turing")), ReportLevel.LT);

    assertThat(authorities.asked()).contains("/tsa", "/crl");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tsa", "/crl"})
  void whoDoesNotAnswerIsAClearError(String silent) {
    authorities.silence(silent);

    assertThatThrownBy(() -> extender(Duration.ofSeconds(2)).extend(signed, ReportLevel.LTA))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("nothing was written")
        .hasMessageContaining(
            silent.equals("/tsa")
                ? "time-stamping authority '127.0.0.1': gave no time stamp"
                : "nobody told whether each of them is revoked");
  }

  @Test
  void aRevokedCertificateIsNotExtended() {
    authorities.revokeAllPersons();

    assertThatThrownBy(() -> extender(PATIENT).extend(signed, ReportLevel.LT))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("or one is");
  }

  @Test
  void aDamagedReportIsNotExtended() {
    byte[] damaged = signed.clone();
    damaged[damaged.length / 3] ^= 1;

    assertThatThrownBy(() -> extender(PATIENT).extend(damaged, ReportLevel.T))
        .isInstanceOf(SignatureRefusedException.class)
        .hasMessageContaining("it is not intact");
  }

  @Test
  void aSelfMadeKeyCanBeStampedAndNoMore() {
    byte[] pdf = signedBy(SigningKey.selfMade(folder));

    assertThat(ReportCheck.of(extender(PATIENT).extend(pdf, ReportLevel.T)).verdict())
        .isEqualTo(Verdict.PASSED);
    assertThatThrownBy(() -> extender(PATIENT).extend(pdf, ReportLevel.LT))
        .isInstanceOf(SignatureRefusedException.class)
        .hasMessageContaining("signed with a self-made key");
  }

  @Test
  void aReportIsExtendedAgainAndSignedAfterwards() throws Exception {
    byte[] once = extender(PATIENT).extend(signed, ReportLevel.LTA);
    byte[] twice = extender(PATIENT).extend(once, ReportLevel.LTA);
    SigningKey head = SigningKey.load(authorities.person(folder, "Head"), Keys.password());

    byte[] approved =
        new ReportSigner()
            .sign(twice, head, new SignatureRequest(SignatureField.APPROVED, Instant.now(), ""))
            .pdf();

    ReportCheck check = ReportCheck.of(approved);
    assertThat(check.verdict()).as(check.checks().toString()).isEqualTo(Verdict.PASSED);
    assertThat(check.signatures().stream().filter(ReportSignature::documentStamp)).hasSize(3);
  }

  @Test
  void aFlippedBitIsSeenWhereverItIs() {
    byte[] extended = extender(PATIENT).extend(signed, ReportLevel.LTA);
    Random random = new Random(20261126);
    for (int i = 0; i < 30; i++) {
      byte[] flipped = extended.clone();
      int at = signed.length + random.nextInt(extended.length - signed.length);
      flipped[at] ^= (byte) (1 << random.nextInt(8));

      assertThat(ReportCheck.of(flipped).verdict()).as("byte " + at).isNotEqualTo(Verdict.PASSED);
    }
  }

  @Test
  void aTimeStampInsideASignatureIsCoveredByNoneAndNotBelieved() throws Exception {
    SigningKey key = SigningKey.load(authorities.person(folder, "Stamped"), Keys.password());
    byte[] plain = new ReportPrinter(key.signer()).print(Reports.passed());

    ReportCheck check = ReportCheck.of(ForeignSignature.stamped(plain, key, clock(PATIENT)));

    assertThat(check.verdict()).as(check.checks().toString()).isEqualTo(Verdict.INDETERMINATE);
    assertThat(check.checks())
        .anyMatch(one -> one.sentence().contains("it carries something that nobody signed"));
    assertThat(check.signatures().getFirst().stampedAt()).isNull();
  }

  private static byte[] signedBy(SigningKey key) {
    byte[] plain = new ReportPrinter(key.signer()).print(Reports.passed());
    return new ReportSigner().sign(plain, key, Instant.now()).pdf();
  }

  private static byte[] signedBy(Path keyFile) throws Exception {
    return signedBy(SigningKey.load(keyFile, Keys.password()));
  }

  private TimeStampAuthority clock(Duration patience) {
    return new TimeStampAuthority(URI.create(authorities.clockAddress()), patience);
  }

  private ReportExtender extender(Duration patience) {
    return new ReportExtender(clock(patience), List.of(authorities.root()));
  }
}
