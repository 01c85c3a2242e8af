package org.migrationauditor.reports.sign;

import eu.europa.esig.dss.enumerations.CertificationPermission;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.MimeTypeEnum;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.SignatureImageParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.pdf.IPdfObjFactory;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import java.util.function.Consumer;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.reports.print.SignatureImprint;
import org.migrationauditor.signatures.SignatureField;

/**
 * Signs reports as PAdES-B-B (ETSI EN 319 142-1), offline. Each signature says in its field of the
 * form with which meaning somebody signed; the first also certifies the document (ISO 32000-1,
 * 12.8.2.2), so that any reader knows that nothing may follow but signatures.
 */
public final class ReportSigner {
  private static final String REASON = "Issued by Migration Auditor";
  private static final String NAME = "report.pdf";
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
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      DSSDocument document = new InMemoryDocument(pdf, NAME, MimeTypeEnum.PDF);
      sign(document, ReportFields.of(pdf), key, request, imprinted -> {}).writeTo(out);
      return new SignedReport(out.toByteArray(), key.signer());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Gives a printed document its first signature, as {@link #sign(byte[], SigningKey, Instant)}
   * does, from file to file: in memory that does not depend on its size.
   *
   * @param printed is left as it is
   * @param signed the document with its signature, made here; only this user may read it
   * @return SHA-256 over the whole signed file
   * @throws IOException if a file cannot be read or written; there is no signed file then
   * @throws SigningKeyException if the certificate is not valid at that time
   */
  public ContentDigest sign(Path printed, SigningKey key, Instant signingTime, Path signed)
      throws IOException {
    SignatureRequest request = new SignatureRequest(SignatureField.PREPARED, signingTime, REASON);
    try (SigningFiles files = SigningFiles.beside(signed)) {
      DSSDocument document = new FileDocument(printed.toFile());
      return files.keep(
          sign(document, ReportFields.of(printed), key, request, files::useIn), signed);
    } catch (DSSException e) {
      throw new IOException(
          "'%s': could not be signed; nothing was written, look whether its folder is full"
              .formatted(printed),
          e);
    }
  }

  private DSSDocument sign(
      DSSDocument document,
      ReportFields fields,
      SigningKey key,
      SignatureRequest request,
      Consumer<IPdfObjFactory> memory)
      throws IOException {
    key.requireValidAt(request.at());
    SigningOrder.require(fields, request.field());
    PAdESService service = service();
    ImprintWords words = new ImprintWords(fields.language());
    ImprintedObjects objects =
        new ImprintedObjects(
            imprint.template(
                words.title(request.field(), key.signer()),
                words.lines(key.signer(), request.at(), request.reason())));
    memory.accept(objects);
    service.setPdfObjFactory(objects);
    PAdESSignatureParameters parameters = parameters(key, request);
    ToBeSigned toBeSigned = service.getDataToSign(document, parameters);
    return service.signDocument(document, parameters, signature(parameters, key, toBeSigned));
  }

  private static PAdESService service() {
    CommonCertificateVerifier verifier = new CommonCertificateVerifier();
    verifier.setAIASource(null); // signing asks nobody
    return new PAdESService(verifier);
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
