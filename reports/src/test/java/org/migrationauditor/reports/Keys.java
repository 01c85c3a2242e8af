package org.migrationauditor.reports;

import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Operators' own keys for tests: an RSA key under a small authority. */
public final class Keys {
  public static final String PASSWORD = "correct horse battery staple";

  private Keys() {}

  public static char[] password() {
    return PASSWORD.toCharArray();
  }

  /** A PKCS#12 file whose certificate is valid for a year around that time. */
  public static Path own(Path folder, Instant around) throws Exception {
    KeyPair authority = rsa();
    KeyPair signer = rsa();
    X509Certificate root =
        certificate(
            "CN=Test Authority", authority.getPublic(), "CN=Test Authority", authority, around);
    X509Certificate leaf =
        certificate(
            "CN=Marie Curie,O=Radium Hospital",
            signer.getPublic(),
            "CN=Test Authority",
            authority,
            around);
    KeyStore store = empty();
    store.setKeyEntry("signer", signer.getPrivate(), password(), new Certificate[] {leaf, root});
    return write(store, folder.resolve("own.p12"));
  }

  /** A PKCS#12 file with a certificate and no key. */
  public static Path withoutKey(Path folder) throws Exception {
    KeyPair pair = rsa();
    KeyStore store = empty();
    store.setCertificateEntry(
        "only", certificate("CN=Only", pair.getPublic(), "CN=Only", pair, Instant.now()));
    return write(store, folder.resolve("without-key.p12"));
  }

  /** A PKCS#12 file with two keys. */
  public static Path withTwoKeys(Path folder) throws Exception {
    KeyStore store = empty();
    for (String name : new String[] {"one", "two"}) {
      KeyPair pair = rsa();
      X509Certificate certificate =
          certificate("CN=" + name, pair.getPublic(), "CN=" + name, pair, Instant.now());
      store.setKeyEntry(name, pair.getPrivate(), password(), new Certificate[] {certificate});
    }
    return write(store, folder.resolve("two.p12"));
  }

  /** A PKCS#12 file whose certificate belongs to another key. */
  public static Path mismatched(Path folder) throws Exception {
    KeyPair pair = rsa();
    PrivateKey other = rsa().getPrivate();
    KeyStore store = empty();
    store.setKeyEntry(
        "signer",
        other,
        password(),
        new Certificate[] {certificate("CN=One", pair.getPublic(), "CN=One", pair, Instant.now())});
    return write(store, folder.resolve("mismatched.p12"));
  }

  private static KeyPair rsa() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  private static X509Certificate certificate(
      String subject, PublicKey key, String issuer, KeyPair authority, Instant around)
      throws Exception {
    Date from = Date.from(around.minus(Duration.ofDays(180)));
    Date until = Date.from(around.plus(Duration.ofDays(180)));
    return new JcaX509CertificateConverter()
        .getCertificate(
            new JcaX509v3CertificateBuilder(
                    new X500Principal(issuer),
                    BigInteger.valueOf(subject.hashCode() & 0xFFFFL),
                    from,
                    until,
                    new X500Principal(subject),
                    key)
                .build(new JcaContentSignerBuilder("SHA256withRSA").build(authority.getPrivate())));
  }

  private static KeyStore empty() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static Path write(KeyStore store, Path file) throws Exception {
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password());
    }
    return file;
  }
}
