package org.migrationauditor.reports.sign;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import org.jspecify.annotations.Nullable;

/** Whether a key can sign a report, found out by a signature. */
final class UsableKey {
  private static final int SMALLEST_RSA = 2048;
  private static final String NEXT = "name another";

  private UsableKey() {}

  /**
   * Refuses what cannot sign.
   *
   * @param where the key is, for the message
   * @param provider that holds the key; null if it is in memory
   */
  static void require(
      String where, PrivateKey key, X509Certificate certificate, @Nullable Provider provider)
      throws GeneralSecurityException {
    boolean[] usage = certificate.getKeyUsage();
    if (usage != null && !usage[0] && !usage[1]) {
      throw new SigningKeyException(where, "its certificate was not issued for signing", NEXT);
    }
    if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() < SMALLEST_RSA) {
      throw new SigningKeyException(
          where,
          "its RSA key has %d bits and %d is the least"
              .formatted(rsa.getModulus().bitLength(), SMALLEST_RSA),
          NEXT);
    }
    byte[] sample = certificate.getEncoded();
    String algorithm = algorithm(where, key);
    Signature signature = signature(algorithm, provider);
    signature.initSign(key);
    signature.update(sample);
    byte[] signed = signature.sign();
    Signature verification = Signature.getInstance(algorithm);
    verification.initVerify(certificate.getPublicKey());
    verification.update(sample);
    if (!verification.verify(signed)) {
      throw new SigningKeyException(where, "its certificate belongs to another private key", NEXT);
    }
  }

  static Signature signature(String algorithm, @Nullable Provider provider)
      throws GeneralSecurityException {
    return provider == null
        ? Signature.getInstance(algorithm)
        : Signature.getInstance(algorithm, provider);
  }

  private static String algorithm(String where, PrivateKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default ->
          throw new SigningKeyException(
              where, "its key is %s, not RSA or EC".formatted(key.getAlgorithm()), NEXT);
    };
  }
}
