package org.migrationauditor.reports.sign;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.MimeTypeEnum;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;

/** Signs a printed report as PAdES-B-B (ETSI EN 319 142-1), offline. */
public final class ReportSigner {
  private static final String REASON = "Issued by Migration Auditor";
  private static final int ROOM_FOR_SIGNATURE = 6144;

  /**
   * The document with one signature over all of it. It holds the certificates of the key's file, so
   * it can be checked with nothing else at hand.
   *
   * @param signingTime claimed in the signature; to the second
   * @throws SigningKeyException if the certificate is not valid at that time
   */
  public SignedReport sign(byte[] pdf, SigningKey key, Instant signingTime) {
    key.requireValidAt(signingTime);
    PAdESSignatureParameters parameters = parameters(key, signingTime);
    PAdESService service = new PAdESService(new CommonCertificateVerifier());
    DSSDocument document = new InMemoryDocument(pdf, "report.pdf", MimeTypeEnum.PDF);
    ToBeSigned toBeSigned = service.getDataToSign(document, parameters);
    DSSDocument signed =
        service.signDocument(document, parameters, signature(parameters, key, toBeSigned));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      signed.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SignedReport(out.toByteArray(), key.signer());
  }

  private static PAdESSignatureParameters parameters(SigningKey key, Instant signingTime) {
    List<CertificateToken> chain = key.chain().stream().map(CertificateToken::new).toList();
    PAdESSignatureParameters parameters = new PAdESSignatureParameters();
    parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_B);
    parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
    parameters.setSigningCertificate(chain.getFirst());
    parameters.setCertificateChain(chain);
    parameters.bLevel().setSigningDate(Date.from(signingTime));
    parameters.setSigningTimeZone(TimeZone.getTimeZone("UTC"));
    parameters.setSignerName(key.subject());
    parameters.setReason(REASON);
    parameters.setContentSize(
        ROOM_FOR_SIGNATURE + key.chain().stream().mapToInt(ReportSigner::size).sum());
    return parameters;
  }

  private static SignatureValue signature(
      PAdESSignatureParameters parameters, SigningKey key, ToBeSigned toBeSigned) {
    SignatureAlgorithm algorithm = parameters.getSignatureAlgorithm();
    try {
      Signature signature = Signature.getInstance(algorithm.getJCEId());
      signature.initSign(key.privateKey());
      signature.update(toBeSigned.getBytes());
      return new SignatureValue(algorithm, signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "report: signer '%s': %s failed".formatted(key.subject(), algorithm.getJCEId()), e);
    }
  }

  private static int size(X509Certificate certificate) {
    try {
      return certificate.getEncoded().length;
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
