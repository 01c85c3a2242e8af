package org.migrationauditor.signatures;

import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.jspecify.annotations.Nullable;

/** The certificates beside a signature, which nobody signed: they may be the signer's chain. */
final class OneChain {
  private static final int MOST_CERTIFICATES = 10;

  private OneChain() {}

  /**
   * Whether each certificate but the signer's issued one of the others, and none is there twice.
   *
   * @throws OverBudgetException if there are more than any chain has, or nobody waits
   */
  static boolean holds(X509CertificateHolder signer, List<X509CertificateHolder> certificates) {
    if (certificates.size() > MOST_CERTIFICATES) {
      throw new OverBudgetException(
          String.format(
              Locale.ROOT,
              "it carries %d certificates, of which %d are looked at at most",
              certificates.size(),
              MOST_CERTIFICATES));
    }
    List<X509CertificateHolder> left = new ArrayList<>(certificates);
    left.remove(signer);
    X509CertificateHolder last = signer;
    while (true) {
      X509CertificateHolder issuer = issuer(last, left);
      if (issuer == null) {
        return left.isEmpty() && (!selfIssued(last) || issued(last, last));
      }
      left.remove(issuer);
      last = issuer;
    }
  }

  private static @Nullable X509CertificateHolder issuer(
      X509CertificateHolder certificate, List<X509CertificateHolder> candidates) {
    for (X509CertificateHolder candidate : candidates) {
      Budget.stopIfNobodyWaits();
      if (issued(candidate, certificate)) {
        return candidate;
      }
    }
    return null;
  }

  private static boolean selfIssued(X509CertificateHolder certificate) {
    return certificate.getIssuer().equals(certificate.getSubject());
  }

  private static boolean issued(X509CertificateHolder issuer, X509CertificateHolder subject) {
    try {
      return issuer.getSubject().equals(subject.getIssuer())
          && subject.isSignatureValid(new JcaContentVerifierProviderBuilder().build(issuer));
    } catch (CertException | CertificateException | OperatorCreationException e) {
      return false;
    }
  }
}
