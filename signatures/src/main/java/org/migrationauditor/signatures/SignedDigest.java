package org.migrationauditor.signatures;

import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSTypedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.jspecify.annotations.Nullable;

/**
 * What tells a changed content where the signature itself cannot be worked out: the signed
 * attribute {@code message-digest} (RFC 5652, 11.2). That the algorithm has a name which is not
 * known here is no excuse for it, since that name is not signed.
 */
final class SignedDigest {
  private SignedDigest() {}

  /** Whether the content is surely another than was signed; false if that cannot be told. */
  static boolean differs(CMSSignedData cms) {
    return cms.getSignerInfos().getSigners().stream()
        .anyMatch(signer -> differs(signer, cms.getSignedContent()));
  }

  private static boolean differs(SignerInformation signer, @Nullable CMSTypedData content) {
    byte[] signed = signed(signer);
    String algorithm = algorithm(signer);
    if (signed == null || algorithm == null || content == null) {
      return false;
    }
    try {
      MessageDigest found = MessageDigest.getInstance(algorithm);
      content.write(new DigestOutputStream(OutputStream.nullOutputStream(), found));
      return !MessageDigest.isEqual(found.digest(), signed);
    } catch (NoSuchAlgorithmException | IOException | CMSException e) {
      return false;
    }
  }

  private static byte @Nullable [] signed(SignerInformation signer) {
    Attribute attribute =
        signer.getSignedAttributes() == null
            ? null
            : signer.getSignedAttributes().get(CMSAttributes.messageDigest);
    if (attribute == null || attribute.getAttrValues().size() != 1) {
      return null;
    }
    ASN1Encodable value = attribute.getAttrValues().getObjectAt(0);
    return value instanceof ASN1OctetString octets ? octets.getOctets() : null;
  }

  /** As it is named, or as the algorithm of the signature implies; null if it is none of SHA-2. */
  private static @Nullable String algorithm(SignerInformation signer) {
    String named = Sha2.name(signer.getDigestAlgOID());
    AlgorithmIdentifier implied =
        new DefaultDigestAlgorithmIdentifierFinder()
            .find(signer.toASN1Structure().getDigestEncryptionAlgorithm());
    return named == null && implied != null ? Sha2.name(implied.getAlgorithm().getId()) : named;
  }
}
