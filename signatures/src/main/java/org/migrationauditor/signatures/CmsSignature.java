package org.migrationauditor.signatures;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignerDigestMismatchException;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.jspecify.annotations.Nullable;

/**
 * Verifies one signature of a report: CMS (RFC 5652) with one signer, whose certificate is inside
 * and bound by the signed attribute {@code signing-certificate-v2} (RFC 5035).
 */
final class CmsSignature {
  private static final String WHAT = "signature";
  private static final String CHANGED =
      "it does not fit the file: a byte was changed after signing";

  private final SignedContent content;
  private final String hex;
  private final String label;
  private final List<Check> checks;

  /**
   * @param content bytes that it should cover
   * @param hex the structure as digits
   * @param label before each sentence; empty when there is only one
   */
  CmsSignature(SignedContent content, String hex, String label, List<Check> checks) {
    this.content = content;
    this.hex = hex;
    this.label = label;
    this.checks = checks;
  }

  /** Who signed and when; null if that cannot be told or the signature is not intact. */
  @Nullable Sealed verify() {
    try {
      byte[] der = Der.of(hex);
      if (der.length == 0) {
        return failed("it is not one that a program writes: changed by hand");
      }
      return known(new CMSSignedData(content, der));
    } catch (CMSException
        | IOException
        | GeneralSecurityException
        | OperatorCreationException
        | RuntimeException e) {
      return failed("it is broken, so nothing tells whether the file was changed");
    }
  }

  private @Nullable Sealed known(CMSSignedData cms)
      throws CMSException, IOException, GeneralSecurityException, OperatorCreationException {
    try {
      return verify(cms);
    } catch (CMSSignerDigestMismatchException e) {
      return failed(CHANGED);
    } catch (OverBudgetException e) {
      return unknown(e.getMessage() + ", so it was not checked");
    } catch (CMSException
        | GeneralSecurityException
        | OperatorCreationException
        | RuntimeException e) {
      if (!UnknownAlgorithm.causes(e)) {
        throw e;
      }
      return SignedDigest.differs(cms) ? failed(CHANGED) : unknown(UnknownAlgorithm.SENTENCE);
    }
  }

  private @Nullable Sealed verify(CMSSignedData cms)
      throws CMSException, IOException, GeneralSecurityException, OperatorCreationException {
    Collection<SignerInformation> signers = cms.getSignerInfos().getSigners();
    if (signers.size() != 1) {
      return failed("it has %d signers, not one".formatted(signers.size()));
    }
    SignerInformation signer = signers.iterator().next();
    List<X509CertificateHolder> certificates =
        new ArrayList<>(cms.getCertificates().getMatches(null));
    X509CertificateHolder certificate =
        certificates.stream()
            .filter(held -> signer.getSID().match(held))
            .reduce((first, last) -> last)
            .orElse(null);
    if (certificate == null || !bound(signer, certificate)) {
      return failed("it does not hold the certificate that it was made with");
    }
    if (!signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate))) {
      return failed(CHANGED);
    }
    checks.add(judged(cms, signer, certificate, certificates));
    X509Certificate x509 = new JcaX509CertificateConverter().getCertificate(certificate);
    return new Sealed(CertificateFace.of(x509), certificates, null);
  }

  private @Nullable Sealed failed(String sentence) {
    checks.add(Check.failed(WHAT, label + sentence));
    return null;
  }

  private @Nullable Sealed unknown(String sentence) {
    checks.add(Check.unknown(WHAT, label + sentence));
    return null;
  }

  private Check judged(
      CMSSignedData cms,
      SignerInformation signer,
      X509CertificateHolder certificate,
      List<X509CertificateHolder> certificates)
      throws IOException {
    if (!Sha2.is(signer.getDigestAlgOID())) {
      return Check.unknown(WHAT, label + "it uses a digest that is too weak to prove anything");
    }
    if (!CmsShape.detached(cms, signer, certificate)
        || !OneChain.holds(certificate, certificates)) {
      return Check.unknown(WHAT, label + "it carries something that nobody signed");
    }
    return Check.passed(WHAT, label + "it is intact: no byte was changed since it was made");
  }

  private static boolean bound(SignerInformation signer, X509CertificateHolder certificate)
      throws IOException, GeneralSecurityException {
    if (signer.getSignedAttributes() == null) {
      return false;
    }
    Attribute attribute =
        signer.getSignedAttributes().get(PKCSObjectIdentifiers.id_aa_signingCertificateV2);
    if (attribute == null || attribute.getAttrValues().size() != 1) {
      return false;
    }
    ESSCertIDv2[] ids =
        SigningCertificateV2.getInstance(attribute.getAttrValues().getObjectAt(0)).getCerts();
    return ids.length > 0
        && Sha2.is(ids[0].getHashAlgorithm().getAlgorithm().getId())
        && MessageDigest.isEqual(
            ids[0].getCertHashObject().getOctets(),
            MessageDigest.getInstance(ids[0].getHashAlgorithm().getAlgorithm().getId())
                .digest(certificate.getEncoded()));
  }
}
