package org.migrationauditor.reports.sign;

import eu.europa.esig.dss.alert.ExceptionOnStatusAlert;
import eu.europa.esig.dss.alert.exception.AlertException;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.service.crl.OnlineCRLSource;
import eu.europa.esig.dss.service.ocsp.OnlineOCSPSource;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.reports.check.ReportCheck;
import org.migrationauditor.signatures.Check;
import org.migrationauditor.signatures.ReportSignature;

/**
 * Adds to a signed report what lets its signatures be checked for longer. What was there stays,
 * byte for byte. Asked are the time-stamping authority, and those whom the certificates themselves
 * name for their revocation, and only if they lead to a certificate that is trusted.
 */
public final class ReportExtender {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final TimeStampAuthority authority;
  private final List<X509Certificate> trusted;

  /**
   * Extends with the help of one authority.
   *
   * @param trusted certificates to which those of signers and authority must lead, for any level
   *     but {@code T}
   */
  public ReportExtender(TimeStampAuthority authority, Collection<X509Certificate> trusted) {
    this.authority = authority;
    this.trusted = List.copyOf(trusted);
  }

  /**
   * The report at a higher level.
   *
   * @throws SignatureRefusedException if the report is not intact, or the level cannot be had with
   *     its certificates
   * @throws SourceException if somebody who was asked gave no usable answer
   */
  public byte[] extend(byte[] pdf, ReportLevel level) {
    requireIntact(ReportCheck.of(pdf), level);
    PAdESService service = new PAdESService(verifier());
    service.setTspSource(authority.source());
    PAdESSignatureParameters parameters = new PAdESSignatureParameters();
    parameters.setSignatureLevel(level.level());
    try {
      DSSDocument extended = service.extendDocument(new InMemoryDocument(pdf), parameters);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      extended.writeTo(out);
      return checked(out.toByteArray());
    } catch (AlertException e) {
      throw new SourceException(
          "certificates of the report",
          "nobody told whether each of them is revoked, or one is",
          "see that the addresses in them answer and that the trusted certificates are right");
    } catch (DSSException e) {
      throw new SourceException(
          "report",
          "it cannot be brought to level %s: %s".formatted(level, e.getMessage()),
          "see that the trusted certificates are right");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireIntact(ReportCheck check, ReportLevel level) {
    if (check.verdict() != Verdict.PASSED) {
      throw new SignatureRefusedException(
          "it is not intact: " + firstFault(check), "verify-report says more");
    }
    if (level == ReportLevel.T) {
      return;
    }
    if (check.signatures().stream().map(ReportSignature::signer).anyMatch(s -> s.selfMade())) {
      throw new SignatureRefusedException(
          "it was signed with a self-made key, of which no authority can tell anything",
          "extend it to level T, or sign with a key that an authority issued");
    }
    if (trusted.isEmpty()) {
      throw new SignatureRefusedException(
          "no certificate is named to which those of the signers must lead", "name one by --trust");
    }
  }

  static String firstFault(ReportCheck check) {
    return check.checks().stream()
        .filter(one -> one.verdict() == check.verdict())
        .map(Check::sentence)
        .findFirst()
        .orElse("it was not looked at");
  }

  private static byte[] checked(byte[] extended) {
    ReportCheck check = ReportCheck.of(extended);
    if (check.verdict() != Verdict.PASSED) {
      throw new SourceException(
          "report",
          "what was added does not fit: " + firstFault(check),
          "keep it as it is and tell who maintains this program");
    }
    return extended;
  }

  private CommonCertificateVerifier verifier() {
    CommonCertificateVerifier verifier = new CommonCertificateVerifier();
    CommonTrustedCertificateSource anchors = new CommonTrustedCertificateSource();
    trusted.forEach(certificate -> anchors.addCertificate(new CertificateToken(certificate)));
    verifier.setTrustedCertSources(anchors);
    verifier.setAIASource(null); // a report holds the certificates, and its addresses are anybody's
    BoundedHttp http = new BoundedHttp(PATIENCE, "application/ocsp-request");
    verifier.setOcspSource(new OnlineOCSPSource(http));
    verifier.setCrlSource(new OnlineCRLSource(http));
    verifier.setAlertOnMissingRevocationData(new ExceptionOnStatusAlert());
    verifier.setAlertOnRevokedCertificate(new ExceptionOnStatusAlert());
    verifier.setAlertOnInvalidTimestamp(new ExceptionOnStatusAlert());
    return verifier;
  }
}
