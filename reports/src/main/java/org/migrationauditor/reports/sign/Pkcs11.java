package org.migrationauditor.reports.sign;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.migrationauditor.signatures.CertificateFace;

/** Finds a signing key on a token. */
final class Pkcs11 {
  private static final String NEXT = "see that the token is there and its number is right";

  private Pkcs11() {}

  static SigningKey open(Token token, char[] pin, Clock clock) {
    String where = "token of '%s'".formatted(token.library());
    try {
      Provider provider = provider(token, where);
      KeyStore store = KeyStore.getInstance("PKCS11", provider);
      store.load(null, pin);
      String alias = alias(token, store, where);
      Certificate[] certificates = store.getCertificateChain(alias);
      if (!(store.getKey(alias, null) instanceof PrivateKey key)
          || certificates == null
          || certificates.length == 0) {
        throw new SigningKeyException(
            where, "no private key with a certificate has that label", "put both onto the token");
      }
      List<X509Certificate> chain =
          Arrays.stream(certificates).map(X509Certificate.class::cast).toList();
      UsableKey.require(where, key, chain.getFirst(), provider);
      SigningKey signing =
          new SigningKey(where, key, chain, CertificateFace.of(chain.getFirst()), provider);
      signing.requireValidAt(clock.instant());
      return signing;
    } catch (IOException e) {
      throw e.getCause() instanceof UnrecoverableKeyException
              || String.valueOf(e.getCause()).contains("FailedLogin")
          ? new SigningKeyException(
              where, "wrong PIN", "give the right one; tokens lock themselves")
          : new SigningKeyException(where, "it cannot be logged into", NEXT);
    } catch (GeneralSecurityException | ProviderException e) {
      throw new SigningKeyException(where, "its key cannot be used here", NEXT);
    }
  }

  private static Provider provider(Token token, String where) {
    String library = token.library().toAbsolutePath().toString();
    if (!Files.isReadable(token.library()) || !library.matches("[^\\s\"'#=]+")) {
      throw new SigningKeyException(
          where, "no such library, or a name with spaces or signs", "name the module of its maker");
    }
    String slot = token.slot() == null ? "slotListIndex = 0" : "slot = " + token.slot();
    try {
      return Security.getProvider("SunPKCS11")
          .configure("--name = auditor\nlibrary = %s\n%s\n".formatted(library, slot));
    } catch (ProviderException | IllegalArgumentException | UnsupportedOperationException e) {
      throw new SigningKeyException(where, "the library finds no such slot or cannot start", NEXT);
    }
  }

  private static String alias(Token token, KeyStore store, String where)
      throws GeneralSecurityException {
    List<String> keys = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)) {
        keys.add(alias);
      }
    }
    if (token.alias() != null && keys.contains(token.alias())) {
      return token.alias();
    }
    if (token.alias() == null && keys.size() == 1) {
      return keys.getFirst();
    }
    throw new SigningKeyException(
        where,
        "it holds %d keys with a certificate%s"
            .formatted(keys.size(), token.alias() == null ? "" : ", none with that label"),
        "name the label of one of them");
  }
}
