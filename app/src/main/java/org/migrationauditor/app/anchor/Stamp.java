package org.migrationauditor.app.anchor;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import org.migrationauditor.messages.ContentDigest;

/**
 * A time stamp that is sound by itself: it is of the bytes it should be of, and signed by the
 * certificate it names, which was valid then and may do nothing but time stamps.
 *
 * @param at the time that the authority vouches for
 */
record Stamp(Instant at, X509Certificate authority, Collection<X509Certificate> others) {

  /**
   * Reads a token.
   *
   * @param stamped bytes that it must be of
   * @throws UnusableStampException if it is not sound
   */
  static Stamp read(byte[] token, byte[] stamped) throws IOException {
    try {
      return check(new TimeStampToken(new CMSSignedData(token)), stamped);
    } catch (TSPException | CMSException | RuntimeException e) { // the parser throws any of them
      throw new UnusableStampException("is no time stamp");
    }
  }

  static Stamp check(TimeStampToken token, byte[] stamped) throws IOException {
    if (!NISTObjectIdentifiers.id_sha256.equals(token.getTimeStampInfo().getMessageImprintAlgOID())
        || !Arrays.equals(
            token.getTimeStampInfo().getMessageImprintDigest(),
            ContentDigest.over(stamped).bytes())) {
      throw new UnusableStampException("is of something else than this head");
    }
    try {
      List<X509CertificateHolder> all = List.copyOf(token.getCertificates().getMatches(null));
      List<X509CertificateHolder> signer =
          all.stream().filter(each -> token.getSID().match(each)).toList();
      if (signer.size() != 1) {
        throw new UnusableStampException("has no certificate of who signed it");
      }
      token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer.getFirst()));
      List<X509Certificate> others = new ArrayList<>();
      for (X509CertificateHolder each : all) {
        others.add(converted(each));
      }
      return new Stamp(
          token.getTimeStampInfo().getGenTime().toInstant(), converted(signer.getFirst()), others);
    } catch (TSPException | OperatorCreationException | CertificateException e) {
      throw new UnusableStampException(
          "is not signed as RFC 3161 asks: signature, certificate for time stamps only, its validity");
    }
  }

  /**
   * Whether the authority's certificate leads to one that is trusted; it is not asked if revoked.
   */
  boolean leadsTo(Set<X509Certificate> trusted) {
    if (trusted.isEmpty()) {
      return false;
    }
    Set<TrustAnchor> anchors = new HashSet<>();
    trusted.forEach(certificate -> anchors.add(new TrustAnchor(certificate, null)));
    try {
      X509CertSelector target = new X509CertSelector();
      target.setCertificate(authority);
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(at));
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(others)));
      CertPathBuilder.getInstance("PKIX").build(parameters);
      return true;
    } catch (GeneralSecurityException e) {
      return trusted.contains(authority);
    }
  }

  private static X509Certificate converted(X509CertificateHolder holder)
      throws CertificateException {
    return new JcaX509CertificateConverter().getCertificate(holder);
  }
}
