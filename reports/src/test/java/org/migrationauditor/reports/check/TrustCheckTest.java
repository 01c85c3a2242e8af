package org.migrationauditor.reports.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.reports.Authorities;
import org.migrationauditor.reports.Keys;
import org.migrationauditor.reports.Reports;
import org.migrationauditor.reports.print.ReportPrinter;
import org.migrationauditor.reports.sign.ReportExtender;
import org.migrationauditor.reports.sign.ReportLevel;
import org.migrationauditor.reports.sign.ReportSigner;
import org.migrationauditor.reports.sign.SigningKey;
import org.migrationauditor.reports.sign.TimeStampAuthority;
import org.migrationauditor.signatures.CertificateFace;
import org.migrationauditor.signatures.Check;
import org.migrationauditor.signatures.Forger;
import org.migrationauditor.signatures.SignedFile;
import org.migrationauditor.signatures.Signer;

/** Whom a reader trusts, by the rules of ETSI EN 319 102-1. */
class TrustCheckTest {
  @TempDir Path folder;
  private Authorities authorities;
  private byte[] signed;

  @BeforeEach
  void sign() throws Exception {
    authorities = new Authorities();
    SigningKey key = SigningKey.load(authorities.person(folder, "Ada Lovelace"), Keys.password());
    byte[] plain = new ReportPrinter(key.signer()).print(Reports.passed());
    signed = new ReportSigner().sign(plain, key, Instant.now()).pdf();
  }

  @AfterEach
  void close() {
    authorities.close();
  }

  @Test
  void aChainThatLeadsToATrustedCertificateIsTrustedAndRevocationLeftOpen() {
    ReportCheck check = check(signed, authorities.root());

    assertThat(verdict(check, TrustCheck.WHAT)).isEqualTo(Verdict.PASSED);
    assertThat(verdict(check, TrustCheck.REVOCATION)).isEqualTo(Verdict.INDETERMINATE);
    assertThat(check.verdict()).as(check.checks().toString()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void whoTrustsTheSignersOwnCertificateHeardNothingOfItsRevocation() throws Exception {
    SigningKey key = SigningKey.load(authorities.person(folder, "Emmy Noether"), Keys.password());
    byte[] plain = new ReportPrinter(key.signer()).print(Reports.passed());
    byte[] pdf = new ReportSigner().sign(plain, key, Instant.now()).pdf();

    ReportCheck check = check(pdf, certificate(pdf, key.signer()));

    assertThat(verdict(check, TrustCheck.WHAT)).isEqualTo(Verdict.PASSED);
    assertThat(verdict(check, TrustCheck.REVOCATION)).isEqualTo(Verdict.INDETERMINATE);
  }

  @Test
  void aTimeStampIsBelievedOfAnAuthorityThatIsTrustedAndOfNoOther() throws Exception {
    byte[] stamped = extended(ReportLevel.T);

    assertThat(verdict(check(stamped, authorities.root()), SignedFile.TIME_STAMP))
        .isEqualTo(Verdict.PASSED);
    assertThat(verdict(ReportCheck.of(stamped), SignedFile.TIME_STAMP))
        .isEqualTo(Verdict.INDETERMINATE);
    assertThat(ReportCheck.of(stamped).verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void levelLtAnswersForRevocationToo() {
    for (ReportLevel level : List.of(ReportLevel.LT, ReportLevel.LTA)) {
      ReportCheck check = check(extended(level), authorities.root());

      assertThat(verdict(check, TrustCheck.WHAT)).isEqualTo(Verdict.PASSED);
      assertThat(verdict(check, TrustCheck.REVOCATION)).isEqualTo(Verdict.PASSED);
      assertThat(check.verdict()).isEqualTo(Verdict.PASSED);
    }
  }

  @Test
  void aStrangersAuthorityIsNotTrusted() throws Exception {
    try (Authorities others = new Authorities()) {
      ReportCheck check = check(signed, others.root());

      assertThat(verdict(check, TrustCheck.WHAT)).isEqualTo(Verdict.INDETERMINATE);
      assertThat(check.verdict()).isEqualTo(Verdict.INDETERMINATE);
    }
  }

  @Test
  void aSelfMadeKeyLeadsNowhere() {
    SigningKey key = SigningKey.selfMade(folder);
    byte[] plain = new ReportPrinter(key.signer()).print(Reports.passed());

    ReportCheck check =
        check(new ReportSigner().sign(plain, key, Instant.now()).pdf(), authorities.root());

    assertThat(verdict(check, TrustCheck.WHAT)).isEqualTo(Verdict.INDETERMINATE);
  }

  @Test
  void nobodyIsAsked() {
    check(signed, authorities.root());

    assertThat(authorities.asked()).isEmpty();
  }

  @Test
  void aDamagedReportIsNotTrustedWhateverItsCertificates() {
    byte[] extended = extended(ReportLevel.LT);
    byte[] damaged = extended.clone();
    damaged[signed.length / 3] ^= 1;

    ReportCheck check = check(damaged, authorities.root());

    assertThat(check.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(check.checks()).noneMatch(one -> one.what().equals(TrustCheck.WHAT));
    assertThat(
            TrustCheck.of(
                damaged, List.of(authorities.root()), ReportCheck.of(extended).signatures()))
        .isNotEmpty()
        .noneMatch(one -> one.verdict() == Verdict.PASSED);
  }

  private static X509Certificate certificate(byte[] pdf, Signer signer) throws Exception {
    byte[] der = Forger.structure(pdf);
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(der))
        .stream()
        .map(X509Certificate.class::cast)
        .filter(each -> CertificateFace.of(each).equals(signer))
        .findFirst()
        .orElseThrow();
  }

  private byte[] extended(ReportLevel level) {
    return new ReportExtender(
            new TimeStampAuthority(URI.create(authorities.clockAddress())),
            List.of(authorities.root()))
        .extend(signed, level);
  }

  private static ReportCheck check(byte[] pdf, X509Certificate trusted) {
    return ReportCheck.of(pdf, new Expected(Set.of(), List.of(trusted)));
  }

  private static Verdict verdict(ReportCheck check, String what) {
    return check.checks().stream()
        .filter(one -> one.what().equals(what))
        .map(Check::verdict)
        .findFirst()
        .orElseThrow(() -> new AssertionError(check.checks().toString()));
  }
}
