package org.migrationauditor.app.platform;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.reports.sign.SigningKey;
import org.migrationauditor.reports.sign.Token;

/**
 * The key that signs reports as they are issued: in the PKCS#12 file or on the PKCS#11 token that
 * the environment names, opened with the {@link SigningPassword}; else a self-made one.
 */
final class Signing {
  private static final String KEYSTORE = "AUDITOR_SIGNING_KEYSTORE";
  private static final String LIBRARY = "AUDITOR_SIGNING_PKCS11";
  private static final String SLOT = "AUDITOR_SIGNING_SLOT";
  private static final String LABEL = "AUDITOR_SIGNING_KEY_LABEL";

  private final Map<String, String> environment;

  private Signing(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Opens it.
   *
   * @param keys folder of a self-made one
   * @throws CommandFailure if the environment contradicts itself or lacks something
   */
  static SigningKey key(Path keys, Map<String, String> environment) {
    return new Signing(environment).key(keys);
  }

  private SigningKey key(Path keys) {
    String keystore = named(KEYSTORE);
    String library = named(LIBRARY);
    if (keystore != null && library != null) {
      throw refused(
          "two are named; nothing was signed, unset %s or %s".formatted(KEYSTORE, LIBRARY));
    }
    if (library == null) {
      requireUnset(SLOT, LIBRARY);
      requireUnset(LABEL, LIBRARY);
      if (keystore == null) {
        requireUnset(SigningPassword.FILE, KEYSTORE + " or " + LIBRARY);
      }
    }
    if (library != null) {
      return opened(new Token(Path.of(library), slot(), named(LABEL)));
    }
    return keystore == null ? SigningKey.selfMade(keys) : opened(Path.of(keystore));
  }

  private SigningKey opened(Path keystore) {
    char[] password = password(keystore);
    try {
      return SigningKey.load(keystore, password);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private SigningKey opened(Token token) {
    char[] pin = password(token.library());
    try {
      return SigningKey.onToken(token, pin);
    } finally {
      Arrays.fill(pin, '\0');
    }
  }

  private char[] password(Path key) {
    return SigningPassword.inFile(null, environment)
        .orElseThrow(
            () ->
                refused(
                    "no password or PIN for '%s'; nothing was signed, write it into a file and name that in %s"
                        .formatted(key, SigningPassword.FILE)));
  }

  private @Nullable Long slot() {
    String slot = named(SLOT);
    if (slot == null) {
      return null;
    }
    if (!slot.matches("[0-9]{1,18}")) {
      throw refused(
          "%s is '%s'; nothing was signed, give the number of a slot".formatted(SLOT, slot));
    }
    return Long.valueOf(slot);
  }

  /** A name that was mistyped would have another key sign than was meant. */
  private void requireUnset(String name, String of) {
    if (named(name) != null) {
      throw refused(
          "%s is set and the key it is for is not named; nothing was signed, set %s or unset it"
              .formatted(name, of));
    }
  }

  private @Nullable String named(String name) {
    String value = environment.getOrDefault(name, "");
    return value.isBlank() ? null : value;
  }

  private static CommandFailure refused(String what) {
    return new CommandFailure(ExitStatus.REFUSED, "signing key: " + what);
  }
}
