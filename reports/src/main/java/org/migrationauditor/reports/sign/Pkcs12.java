package org.migrationauditor.reports.sign;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.migrationauditor.signatures.CertificateFace;

/** Reads a signing key out of a PKCS#12 file (RFC 7292) and refuses what cannot sign. */
final class Pkcs12 {
  private static final int LARGEST = 1 << 20;
  private static final String NEXT = "name another file";

  private Pkcs12() {}

  static SigningKey read(Path file, char[] password, Clock clock) {
    KeyStore store = open(file, bytes(file), password);
    try {
      String alias = onlyKey(file, store);
      if (!(store.getKey(alias, password) instanceof PrivateKey key)) {
        throw refused(file, "its key is not a private key");
      }
      List<X509Certificate> chain = chain(file, store.getCertificateChain(alias));
      UsableKey.require("file '%s'".formatted(file), key, chain.getFirst(), null);
      SigningKey signingKey =
          new SigningKey(
              "file '%s'".formatted(file), key, chain, CertificateFace.of(chain.getFirst()), null);
      signingKey.requireValidAt(clock.instant());
      return signingKey;
    } catch (UnrecoverableKeyException e) {
      throw refused(file, "the key in it has another password than the file");
    } catch (GeneralSecurityException e) {
      throw refused(file, "its key cannot be used here");
    }
  }

  private static byte[] bytes(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw refused(file, Files.exists(file) ? "is not a regular file" : "does not exist");
      }
      if (Files.size(file) > LARGEST) {
        throw refused(file, "has %d bytes, more than any PKCS#12".formatted(Files.size(file)));
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw refused(file, "does not exist");
    } catch (IOException e) {
      throw new SigningKeyException(
          "file '%s'".formatted(file), "cannot be read", "check who may read it and its folder");
    }
  }

  private static KeyStore open(Path file, byte[] bytes, char[] password) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(bytes), password);
      return store;
    } catch (IOException e) {
      if (e.getCause() instanceof UnrecoverableKeyException) {
        throw new SigningKeyException(
            "file '%s'".formatted(file), "wrong password", "give the right one");
      }
      throw refused(file, "is not a PKCS#12 file");
    } catch (GeneralSecurityException | RuntimeException e) {
      throw refused(file, "is not a PKCS#12 file that can be read here");
    }
  }

  private static String onlyKey(Path file, KeyStore store) throws GeneralSecurityException {
    List<String> keys = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)) {
        keys.add(alias);
      }
    }
    if (keys.isEmpty()) {
      throw refused(file, "holds no private key");
    }
    if (keys.size() > 1) {
      throw refused(file, "holds %d private keys".formatted(keys.size()));
    }
    return keys.getFirst();
  }

  private static List<X509Certificate> chain(Path file, Certificate[] certificates) {
    if (certificates == null || certificates.length == 0) {
      throw refused(file, "holds no certificate for its private key");
    }
    return Arrays.stream(certificates).map(X509Certificate.class::cast).toList();
  }

  private static SigningKeyException refused(Path file, String what) {
    return new SigningKeyException("file '%s'".formatted(file), what, NEXT);
  }
}
