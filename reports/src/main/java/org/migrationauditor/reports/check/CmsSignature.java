package org.migrationauditor.reports.check;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.reports.CertificateFace;
import org.migrationauditor.reports.Signer;

/**
 * Verifies the signature of a report: CMS (RFC 5652) with one signer, whose certificate is inside
 * and bound by the signed attribute {@code signing-certificate-v2} (RFC 5035).
 */
final class CmsSignature {
  private static final String WHAT = "signature";
  private static final Set<String> DIGESTS =
      Set.of(
          NISTObjectIdentifiers.id_sha256.getId(),
          NISTObjectIdentifiers.id_sha384.getId(),
          NISTObjectIdentifiers.id_sha512.getId());

  private CmsSignature() {}

  /** Who signed; null if that cannot be told or the signature is not intact. */
  static @Nullable Signer verify(byte[] pdf, SignedRange range, List<Check> checks) {
    try {
      byte[] der = der(range.hex(pdf));
      if (der.length == 0) {
        checks.add(Check.failed(WHAT, "it is not one that a program writes: changed by hand"));
        return null;
      }
      CMSSignedData cms = new CMSSignedData(new CMSProcessableByteArray(range.content(pdf)), der);
      return verify(cms, checks);
    } catch (CMSException
        | IOException
        | GeneralSecurityException
        | OperatorCreationException
        | RuntimeException e) {
      checks.add(Check.failed(WHAT, "it is broken, so nothing tells whether the file was changed"));
      return null;
    }
  }

  private static @Nullable Signer verify(CMSSignedData cms, List<Check> checks)
      throws CMSException, IOException, GeneralSecurityException, OperatorCreationException {
    Collection<SignerInformation> signers = cms.getSignerInfos().getSigners();
    if (signers.size() != 1) {
      checks.add(Check.failed(WHAT, "it has %d signers, not one".formatted(signers.size())));
      return null;
    }
    SignerInformation signer = signers.iterator().next();
    List<X509CertificateHolder> certificates =
        new ArrayList<>(cms.getCertificates().getMatches(null));
    X509CertificateHolder certificate = null;
    for (X509CertificateHolder held : certificates) {
      if (signer.getSID().match(held)) {
        certificate = held;
      }
    }
    if (certificate == null || !bound(signer, certificate)) {
      checks.add(Check.failed(WHAT, "it does not hold the certificate that it was made with"));
      return null;
    }
    if (!signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate))) {
      checks.add(Check.failed(WHAT, "it does not fit the file: a byte was changed after signing"));
      return null;
    }
    checks.add(judged(cms, signer, certificate, certificates));
    X509Certificate x509 = new JcaX509CertificateConverter().getCertificate(certificate);
    return CertificateFace.of(x509);
  }

  private static Check judged(
      CMSSignedData cms,
      SignerInformation signer,
      X509CertificateHolder certificate,
      List<X509CertificateHolder> certificates)
      throws IOException {
    if (!DIGESTS.contains(signer.getDigestAlgOID())) {
      return Check.unknown(WHAT, "it uses a digest that is too weak to prove anything");
    }
    if (!CmsShape.plain(cms, signer, certificate)
        || !CmsShape.oneChain(certificate, certificates)) {
      return Check.unknown(WHAT, "it carries something that nobody signed");
    }
    return Check.passed(WHAT, "it is intact: no byte was changed since it was made");
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
        && DIGESTS.contains(ids[0].getHashAlgorithm().getAlgorithm().getId())
        && MessageDigest.isEqual(
            ids[0].getCertHashObject().getOctets(),
            MessageDigest.getInstance(ids[0].getHashAlgorithm().getAlgorithm().getId())
                .digest(certificate.getEncoded()));
  }

  /** The structure without its padding; empty unless it is spelled in the one way there is. */
  private static byte[] der(String hex) throws IOException {
    boolean oneCase =
        hex.equals(hex.toLowerCase(Locale.ROOT)) || hex.equals(hex.toUpperCase(Locale.ROOT));
    if (!oneCase || hex.length() % 2 != 0) {
      return new byte[0];
    }
    byte[] padded = HexFormat.of().parseHex(hex);
    try (ASN1InputStream in = new ASN1InputStream(padded)) {
      ASN1Primitive structure = in.readObject();
      if (structure == null) {
        return new byte[0];
      }
      byte[] der = structure.getEncoded(ASN1Encoding.DER);
      boolean same =
          der.length <= padded.length
              && Arrays.equals(der, Arrays.copyOf(padded, der.length))
              && zeros(padded, der.length);
      return same ? der : new byte[0];
    }
  }

  private static boolean zeros(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
