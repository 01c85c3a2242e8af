package org.migrationauditor.reports.sign;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.signatures.Signer;

/**
 * A private key and its certificate, able to sign reports. Immutable; it never shows the key or a
 * password.
 */
public final class SigningKey {
  private final String where;
  private final PrivateKey privateKey;
  private final List<X509Certificate> chain;
  private final Signer signer;
  private final @Nullable Provider provider;

  /**
   * @param where the key is, for messages
   * @param provider that holds the key; null if it is in memory
   */
  SigningKey(
      String where,
      PrivateKey privateKey,
      List<X509Certificate> chain,
      Signer signer,
      @Nullable Provider provider) {
    this.where = where;
    this.provider = provider;
    this.privateKey = privateKey;
    this.chain = List.copyOf(chain);
    this.signer = signer;
  }

  /**
   * The operator's own key. The password is not kept; the caller clears it.
   *
   * @param pkcs12 a PKCS#12 file with one private key (RSA of 2,048 bits or more, or EC) and its
   *     certificate
   * @throws SigningKeyException if there is no such file, it is no PKCS#12, the password is wrong,
   *     it holds no or several private keys, or its certificate is expired or not for signing
   */
  public static SigningKey load(Path pkcs12, char[] password) {
    return Pkcs12.read(pkcs12, password, Clock.systemUTC());
  }

  /**
   * A key that never leaves its token (PKCS#11). The PIN is not kept; the caller clears it.
   *
   * @throws SigningKeyException if the library or the token cannot be used, the PIN is wrong, or
   *     the key cannot sign
   */
  public static SigningKey onToken(Token token, char[] pin) {
    return Pkcs11.open(token, pin, Clock.systemUTC());
  }

  /**
   * The program's own key, made on first use: {@code self-made/report-signing.p12} in the folder,
   * and beside it the password, both for their owner only. Two processes at once get one key.
   *
   * @throws SigningKeyException if the folder cannot be written, or what is there cannot be used
   */
  public static SigningKey selfMade(Path keysFolder) {
    return new SelfMadeKeyStore(keysFolder, Clock.systemUTC()).key();
  }

  /** Subject of the certificate (RFC 2253). */
  public String subject() {
    return signer.subject();
  }

  /** SHA-256 over the certificate's DER form. */
  public ContentDigest fingerprint() {
    return signer.fingerprint();
  }

  /** Whether the program made the key, so that it proves no identity. */
  public boolean selfMade() {
    return signer.selfMade();
  }

  /** What a reader may know of this key. */
  public Signer signer() {
    return signer;
  }

  PrivateKey privateKey() {
    return privateKey;
  }

  byte[] sign(String algorithm, byte[] bytes) throws GeneralSecurityException {
    Signature signature = UsableKey.signature(algorithm, provider);
    signature.initSign(privateKey);
    signature.update(bytes);
    return signature.sign();
  }

  /** The signing certificate, then those above it, as far as the file holds them. */
  List<X509Certificate> chain() {
    return chain;
  }

  /** Refuses to sign at a time for which the certificate was not issued. */
  void requireValidAt(Instant time) {
    Instant from = chain.getFirst().getNotBefore().toInstant();
    Instant until = chain.getFirst().getNotAfter().toInstant();
    if (time.isAfter(until)) {
      throw new SigningKeyException(
          where,
          "its certificate expired at %s".formatted(until),
          selfMade() ? "move the folder away and a new key is made" : "ask for a new certificate");
    }
    if (time.isBefore(from)) {
      throw new SigningKeyException(
          where,
          "its certificate is not valid before %s and it is %s".formatted(from, time),
          "set this host's clock or wait");
    }
  }

  @Override
  public String toString() {
    return signer.toString();
  }
}
