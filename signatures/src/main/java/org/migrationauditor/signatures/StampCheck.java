package org.migrationauditor.signatures;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
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
  private static final String CHANGED =
      "the time stamp does not fit the file: a byte was changed after it";

  private StampCheck() {}

  /** Whose time stamp a document carries as a whole; null, with the reason, if it is not sound. */
  static @Nullable Sealed overDocument(
      SignedContent content, String hex, String label, List<Check> checks) {
    CMSSignedData cms;
    try {
      cms = new CMSSignedData(Der.of(hex));
    } catch (CMSException | IOException | RuntimeException e) {
      checks.add(Check.failed(WHAT, label + CHANGED));
      return null;
    }
    try {
      Sealed stamp = of(cms, content);
      checks.add(
          Check.passed(
              WHAT,
              "%sthe time stamp of '%s' fits: no byte was changed since it was made"
                  .formatted(label, stamp.signer().subject())));
      return stamp;
    } catch (OverBudgetException e) {
      checks.add(Check.unknown(WHAT, label + e.getMessage() + ", so it was not checked"));
    } catch (TSPException
        | CMSException
        | IOException
        | GeneralSecurityException
        | OperatorCreationException
        | RuntimeException e) {
      checks.add(
          UnknownAlgorithm.causes(e) && !SignedDigest.differs(cms)
              ? Check.unknown(WHAT, label + UnknownAlgorithm.SENTENCE)
              : Check.failed(WHAT, label + CHANGED));
    }
    return null;
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
    String algorithm = Sha2.name(token.getTimeStampInfo().getMessageImprintAlgOID().getId());
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
    if (!CmsShape.token(cms, signer, certificate) || !OneChain.holds(certificate, all)) {
      throw new TSPException("with something that nobody signed");
    }
    return new Sealed(
        CertificateFace.of(new JcaX509CertificateConverter().getCertificate(certificate)),
        all,
        token.getTimeStampInfo().getGenTime().toInstant());
  }
}
