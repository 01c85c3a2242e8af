package org.migrationauditor.app.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.migrationauditor.reports.sign.SigningKey;

/**
 * The key that signs reports: the PKCS#12 file that {@code AUDITOR_SIGNING_KEYSTORE} names, with
 * its password in the file that {@code AUDITOR_SIGNING_PASSWORD_FILE} names; else a self-made one.
 */
final class Signing {
  private static final String KEYSTORE = "AUDITOR_SIGNING_KEYSTORE";
  private static final String PASSWORD_FILE = "AUDITOR_SIGNING_PASSWORD_FILE";

  private Signing() {}

  static SigningKey key(Path keys) throws IOException {
    String keystore = System.getenv().getOrDefault(KEYSTORE, "");
    if (keystore.isBlank()) {
      return SigningKey.selfMade(keys);
    }
    String passwordFile = System.getenv().getOrDefault(PASSWORD_FILE, "");
    if (passwordFile.isBlank()) {
      throw new CommandFailure(
          ExitStatus.REFUSED,
          "signing key '%s': no password; write it into a file and name that in %s"
              .formatted(keystore, PASSWORD_FILE));
    }
    String password = Files.readString(Path.of(passwordFile)).stripTrailing();
    return SigningKey.load(Path.of(keystore), password.toCharArray());
  }
}
