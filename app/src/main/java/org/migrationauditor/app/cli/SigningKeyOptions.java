package org.migrationauditor.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.reports.sign.SigningKey;
import org.migrationauditor.reports.sign.Token;
import picocli.CommandLine.Option;

/** Which key signs. No secret is ever an argument: others can read those. */
final class SigningKeyOptions {
  private static final String PASSWORD_FILE = "AUDITOR_SIGNING_PASSWORD_FILE";

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "PKCS#12 file with your key and its certificate")
  private @Nullable Path key;

  @Option(
      names = {"--password-file", "--pin-file"},
      paramLabel = "FILE",
      description =
          "file that holds the password or PIN and nothing else; default:"
              + " $AUDITOR_SIGNING_PASSWORD_FILE, else you are asked")
  private @Nullable Path passwordFile;

  @Option(
      names = "--pkcs11",
      paramLabel = "LIBRARY",
      description = "PKCS#11 module of a token with your key, instead of --key")
  private @Nullable Path library;

  @Option(
      names = "--slot",
      paramLabel = "NUMBER",
      description = "slot of the token; default: the first one")
  private @Nullable Long slot;

  @Option(
      names = "--key-label",
      paramLabel = "LABEL",
      description = "label of the key, if the token holds several")
  private @Nullable String label;

  SigningKey open() throws IOException {
    if ((key == null) == (library == null)) {
      throw refused(
          "key: %s; nothing was signed, name it by --key or --pkcs11"
              .formatted(key == null ? "none is named" : "two are named"));
    }
    char[] secret = secret();
    try {
      return key != null
          ? SigningKey.load(key, secret)
          : SigningKey.onToken(new Token(library, slot, label), secret);
    } finally {
      Arrays.fill(secret, '\0');
    }
  }

  private char[] secret() throws IOException {
    Optional<Path> file =
        Optional.ofNullable(passwordFile)
            .or(
                () ->
                    Optional.ofNullable(System.getenv(PASSWORD_FILE))
                        .filter(name -> !name.isBlank())
                        .map(Path::of));
    if (file.isPresent()) {
      if (!Files.isReadable(file.get())) {
        throw refused(
            "password file '%s': cannot be read; nothing was signed, name another"
                .formatted(file.get()));
      }
      return Files.readString(file.get()).stripTrailing().toCharArray();
    }
    return Optional.ofNullable(System.console())
        .filter(console -> Terminal.typed())
        .map(console -> console.readPassword("password or PIN of the key: "))
        .orElseThrow(
            () ->
                refused(
                    "key: nobody is there to type its password; nothing was signed, name a file"
                        + " with it by --password-file or "
                        + PASSWORD_FILE));
  }

  private static CommandFailure refused(String sentence) {
    return new CommandFailure(ExitStatus.REFUSED, sentence);
  }
}
