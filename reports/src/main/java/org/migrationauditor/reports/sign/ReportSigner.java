package org.migrationauditor.reports.sign;

import eu.europa.esig.dss.enumerations.CertificationPermission;
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
import eu.europa.esig.dss.pades.SignatureImageParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import org.migrationauditor.reports.print.SignatureImprint;
import org.migrationauditor.signatures.SignatureField;

/**
 * Signs reports as PAdES-B-B (ETSI EN 319 142-1), offline. Each signature says in its field of the
 * form with which meaning somebody signed; the first also certifies the document (ISO 32000-1,
 * 12.8.2.2), so that any reader knows that nothing may follow but signatures.
 */
public final class ReportSigner {
  private static final String REASON = "Issued by Migration Auditor";
  private static final int ROOM_FOR_SIGNATURE = 6144;

  private final SignatureImprint imprint = new SignatureImprint();

  /**
   * A printed document with its first signature, as who prepared it. It holds the certificates of
   * the key's file, so it can be checked with nothing else at hand.
   *
   * @param signingTime claimed in the signature; to the second
   * @throws SigningKeyException if the certificate is not valid at that time
   */
  public SignedReport sign(byte[] pdf, SigningKey key, Instant signingTime) {
    return sign(pdf, key, new SignatureRequest(SignatureField.PREPARED, signingTime, REASON));
  }

  /**
   * A document with one signature more, which leaves those before it valid. Whether the document is
   * intact is not asked here.
   *
   * @throws SigningKeyException if the certificate is not valid at that time
   * @throws SignatureRefusedException if the field was not printed or is taken, or the order in
   *     which people sign is another
   */
  public SignedReport sign(byte[] pdf, SigningKey key, SignatureRequest request) {
    key.requireValidAt(request.at());
    try {
      ReportFields fields = ReportFields.of(pdf);
      SigningOrder.require(fields, request.field());
      CommonCertificateVerifier verifier = new CommonCertificateVerifier();
      verifier.setAIASource(null); // signing asks nobody
      PAdESService service = new PAdESService(verifier);
      ImprintWords words = new ImprintWords(fields.language());
      service.setPdfObjFactory(
          new ImprintedObjects(
              imprint.template(
                  words.title(request.field(), key.signer()),
                  words.lines(key.signer(), request.at(), request.reason()))));
      PAdESSignatureParameters parameters = parameters(key, request);
      DSSDocument document = new InMemoryDocument(pdf, "report.pdf", MimeTypeEnum.PDF);
      ToBeSigned toBeSigned = service.getDataToSign(document, parameters);
      DSSDocument signed =
          service.signDocument(document, parameters, signature(parameters, key, toBeSigned));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      signed.writeTo(out);
      return new SignedReport(out.toByteArray(), key.signer());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PAdESSignatureParameters parameters(SigningKey key, SignatureRequest request) {
    List<CertificateToken> chain = key.chain().stream().map(CertificateToken::new).toList();
    PAdESSignatureParameters parameters = new PAdESSignatureParameters();
    parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_B);
    parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
    parameters.setSigningCertificate(chain.getFirst());
    parameters.setCertificateChain(chain);
    parameters.bLevel().setSigningDate(Date.from(request.at()));
    parameters.setSigningTimeZone(TimeZone.getTimeZone("UTC"));
    parameters.setSignerName(key.subject());
    if (!request.reason().isEmpty()) {
      parameters.setReason(request.reason());
    }
    if (request.field() == SignatureField.PREPARED) {
      parameters.setPermission(CertificationPermission.MINIMAL_CHANGES_PERMITTED);
    }
    SignatureImageParameters look = parameters.getImageParameters();
    look.getFieldParameters().setFieldId(request.field().fieldName());
    look.getTextParameters().setText(request.field().fieldName()); // else it would be invisible
    parameters.setContentSize(
        ROOM_FOR_SIGNATURE + key.chain().stream().mapToInt(ReportSigner::size).sum());
    return parameters;
  }

  private static SignatureValue signature(
      PAdESSignatureParameters parameters, SigningKey key, ToBeSigned toBeSigned) {
    SignatureAlgorithm algorithm = parameters.getSignatureAlgorithm();
    try {
      return new SignatureValue(algorithm, key.sign(algorithm.getJCEId(), toBeSigned.getBytes()));
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
