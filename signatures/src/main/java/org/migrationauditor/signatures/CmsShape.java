package org.migrationauditor.signatures;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a CMS structure that its signature does not cover. They may hold nothing but what
 * follows from the parts that it does cover.
 */
final class CmsShape {
  private static final int DETACHED = 1;
  private static final int TOKEN = 3;

  private CmsShape() {}

  /** Whether a signature over bytes elsewhere holds nothing that nobody vouches for. */
  static boolean detached(
      CMSSignedData cms, SignerInformation signer, X509CertificateHolder certificate)
      throws IOException {
    SignedData data = SignedData.getInstance(cms.toASN1Structure().getContent());
    return data.getEncapContentInfo().getContentType().equals(CMSObjectIdentifiers.data)
        && data.getEncapContentInfo().getContent() == null
        && plain(cms, DETACHED, signer, certificate);
  }

  /** Whether a time stamp holds nothing that nobody vouches for. */
  static boolean token(
      CMSSignedData cms, SignerInformation signer, X509CertificateHolder certificate)
      throws IOException {
    SignedData data = SignedData.getInstance(cms.toASN1Structure().getContent());
    return data.getEncapContentInfo().getContentType().equals(PKCSObjectIdentifiers.id_ct_TSTInfo)
        && plain(cms, TOKEN, signer, certificate);
  }

  private static boolean plain(
      CMSSignedData cms, int version, SignerInformation signer, X509CertificateHolder certificate)
      throws IOException {
    SignedData data = SignedData.getInstance(cms.toASN1Structure().getContent());
    return cms.toASN1Structure().getContentType().equals(CMSObjectIdentifiers.signedData)
        && data.getVersion().hasValue(version)
        && signer.toASN1Structure().getVersion().hasValue(1)
        && data.getDigestAlgorithms().size() == 1
        && same(data.getDigestAlgorithms().getObjectAt(0), signer.getDigestAlgorithmID())
        && data.getCRLs() == null
        && signer.getUnsignedAttributes() == null
        && certificatesOnly(data.getCertificates())
        && spelledAs(data.getSignerInfos().getObjectAt(0), signer.toASN1Structure(), certificate);
  }

  /** Absent parameters and {@code NULL} mean the same (RFC 5754, 2). */
  private static boolean same(ASN1Encodable found, AlgorithmIdentifier expected) {
    AlgorithmIdentifier algorithm = AlgorithmIdentifier.getInstance(found);
    return algorithm.getAlgorithm().equals(expected.getAlgorithm())
        && none(algorithm.getParameters())
        && none(expected.getParameters());
  }

  private static boolean none(@Nullable ASN1Encodable parameters) {
    return parameters == null || DERNull.INSTANCE.equals(parameters);
  }

  /** The other formats of RFC 5652, 10.2.2 are tagged, and any words fit into them. */
  private static boolean certificatesOnly(@Nullable ASN1Set certificates) {
    return certificates != null
        && Arrays.stream(certificates.toArray())
            .allMatch(each -> each.toASN1Primitive() instanceof ASN1Sequence);
  }

  /** Names match in more spellings than one, and a parser forgives some tags; this does not. */
  private static boolean spelledAs(
      ASN1Encodable found, SignerInfo signer, X509CertificateHolder certificate)
      throws IOException {
    SignerInfo expected =
        new SignerInfo(
            new SignerIdentifier(new IssuerAndSerialNumber(certificate.toASN1Structure())),
            signer.getDigestAlgorithm(),
            ASN1Set.getInstance(signer.getAuthenticatedAttributes()),
            signer.getDigestEncryptionAlgorithm(),
            signer.getEncryptedDigest(),
            signer.getUnauthenticatedAttributes());
    return Arrays.equals(
        found.toASN1Primitive().getEncoded(ASN1Encoding.DER),
        expected.getEncoded(ASN1Encoding.DER));
  }
}
