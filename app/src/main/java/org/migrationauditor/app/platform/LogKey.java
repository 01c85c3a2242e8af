package org.migrationauditor.app.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import org.migrationauditor.evidence.InvalidNoteException;
import org.migrationauditor.evidence.NoteSigner;

/** The key that signs heads of the log, made on first use; its name is the log's origin. */
final class LogKey {
  private LogKey() {}

  /**
   * Of a home; two processes at once get one key.
   *
   * @param keys folder that only its owner may read
   * @param used whether something was signed with it, so that no other may take its place
   */
  static NoteSigner of(Path keys, boolean used) {
    Path file = keys.resolve("log.key");
    try {
      if (!used && !Files.exists(file)) {
        make(keys, file);
      }
      return NoteSigner.parse(Files.readString(file));
    } catch (IOException | InvalidNoteException e) {
      throw new CommandFailure(
          ExitStatus.UNAVAILABLE,
          "key '%s' of the sealed log cannot be used: %s; put back the file from a backup"
              .formatted(file, Home.reason(e)));
    }
  }

  private static void make(Path keys, Path file) throws IOException {
    try {
      NoteSigner signer =
          new NoteSigner(origin(), KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
      KeyFile.make(keys, file, signer.secret().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks Ed25519", e);
    }
  }

  private static String origin() {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      host = "localhost";
    }
    return host.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-") + "/migration-log";
  }
}
