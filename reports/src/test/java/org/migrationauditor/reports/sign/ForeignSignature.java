package org.migrationauditor.reports.sign;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
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
import java.security.Signature;
import org.jspecify.annotations.Nullable;

/** A valid signature in a field of its own, as any other program makes one. */
public final class ForeignSignature {
  private ForeignSignature() {}

  public static byte[] over(byte[] pdf, SigningKey key) throws Exception {
    return over(pdf, key, SignatureLevel.PAdES_BASELINE_B, null);
  }

  /** The same with a time stamp inside, over the signature alone. */
  public static byte[] stamped(byte[] pdf, SigningKey key, TimeStampAuthority authority)
      throws Exception {
    return over(pdf, key, SignatureLevel.PAdES_BASELINE_T, authority);
  }

  private static byte[] over(
      byte[] pdf, SigningKey key, SignatureLevel level, @Nullable TimeStampAuthority authority)
      throws Exception {
    PAdESService service = new PAdESService(new CommonCertificateVerifier());
    if (authority != null) {
      service.setTspSource(authority.source());
    }
    PAdESSignatureParameters parameters = new PAdESSignatureParameters();
    parameters.setContentSize(16_384);
    parameters.setSignatureLevel(level);
    parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
    parameters.setSigningCertificate(new CertificateToken(key.chain().getFirst()));
    parameters.setCertificateChain(key.chain().stream().map(CertificateToken::new).toList());
    DSSDocument document = new InMemoryDocument(pdf);
    ToBeSigned toBeSigned = service.getDataToSign(document, parameters);
    Signature signature = Signature.getInstance(parameters.getSignatureAlgorithm().getJCEId());
    signature.initSign(key.privateKey());
    signature.update(toBeSigned.getBytes());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    service
        .signDocument(
            document,
            parameters,
            new SignatureValue(parameters.getSignatureAlgorithm(), signature.sign()))
        .writeTo(out);
    return out.toByteArray();
  }
}
