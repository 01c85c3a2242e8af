package org.migrationauditor.signatures;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import org.jspecify.annotations.Nullable;

/**
 * Verifies time stamps (RFC 3161): of these bytes, signed by the certificate inside, which may do
 * nothing but time stamps and was valid then. Whether its authority is to be trusted is another
 * question.
 */
final class StampCheck {
  private static final String WHAT = "signature";
  private static final Map<String, String> DIGESTS =
      Map.of(
          NISTObjectIdentifiers.id_sha256.getId(),
          "SHA-256",
          NISTObjectIdentifiers.id_sha384.getId(),
          "SHA-384",
          NISTObjectIdentifiers.id_sha512.getId(),
          "SHA-512");

  private StampCheck() {}

  /** Whose time stamp a document carries as a whole; null, with the reason, if it is not sound. */
  static @Nullable Sealed overDocument(
      SignedContent content, String hex, String label, List<Check> checks) {
    try {
      Sealed stamp = of(new CMSSignedData(Der.of(hex)), content);
      checks.add(
          Check.passed(
              WHAT,
              "%sthe time stamp of '%s' fits: no byte was changed since it was made"
                  .formatted(label, stamp.signer().subject())));
      return stamp;
    } catch (TSPException
        | CMSException
        | IOException
        | GeneralSecurityException
        | OperatorCreationException
        | RuntimeException e) {
      checks.add(
          UnknownAlgorithm.causes(e)
              ? Check.unknown(WHAT, label + UnknownAlgorithm.SENTENCE)
              : Check.failed(
                  WHAT,
                  label + "the time stamp does not fit the file: a byte was changed after it"));
      return null;
    }
  }

  /**
   * A sound time stamp.
   *
   * @param stamped bytes that it must be of
   * @throws TSPException if it is not
   */
  private static Sealed of(CMSSignedData cms, SignedContent stamped)
      throws TSPException,
          CMSException,
          IOException,
          GeneralSecurityException,
          OperatorCreationException {
    TimeStampToken token = new TimeStampToken(cms);
    String algorithm = DIGESTS.get(token.getTimeStampInfo().getMessageImprintAlgOID().getId());
    if (algorithm == null) {
      throw new TSPException("with a digest that is too weak");
    }
    MessageDigest digest = MessageDigest.getInstance(algorithm);
    stamped.digestTo(digest);
    if (!MessageDigest.isEqual(
        digest.digest(), token.getTimeStampInfo().getMessageImprintDigest())) {
      throw new TSPException("of something else");
    }
    List<X509CertificateHolder> all = List.copyOf(token.getCertificates().getMatches(null));
    List<X509CertificateHolder> own =
        all.stream().filter(each -> token.getSID().match(each)).toList();
    if (own.size() != 1) {
      throw new TSPException("without its certificate");
    }
    X509CertificateHolder certificate = own.getFirst();
    token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(certificate));
    SignerInformation signer = cms.getSignerInfos().getSigners().iterator().next();
    if (!CmsShape.token(cms, signer, certificate) || !CmsShape.oneChain(certificate, all)) {
      throw new TSPException("with something that nobody signed");
    }
    return new Sealed(
        CertificateFace.of(new JcaX509CertificateConverter().getCertificate(certificate)),
        all,
        token.getTimeStampInfo().getGenTime().toInstant());
  }
}
