package org.migrationauditor.app.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.SigningPassword;
import org.migrationauditor.reports.sign.SigningKey;
import org.migrationauditor.reports.sign.Token;
import picocli.CommandLine.Option;

/** Which key signs. No secret is ever an argument: others can read those. */
final class SigningKeyOptions {
  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "PKCS#12 file with your key and its certificate")
  private @Nullable Path key;

  @Option(
      names = {"--password-file", "--pin-file"},
      paramLabel = "FILE",
      description =
          "file that holds the password or PIN and nothing else; default: $"
              + SigningPassword.FILE
              + ", else you are asked")
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

  SigningKey open() {
    if ((key == null) == (library == null)) {
      throw refused(
          "key: %s; nothing was signed, name it by --key or --pkcs11"
              .formatted(key == null ? "none is named" : "two are named"));
    }
    if (key != null && (slot != null || label != null)) {
      throw refused(
          "key: --slot and --key-label are of a token; nothing was signed, leave them out or name"
              + " the token by --pkcs11");
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

  private char[] secret() {
    return SigningPassword.inFile(passwordFile, System.getenv())
        .or(
            () ->
                Optional.ofNullable(System.console())
                    .filter(console -> Terminal.typed())
                    .map(console -> console.readPassword("password or PIN of the key: ")))
        .orElseThrow(
            () ->
                refused(
                    "key: nobody is there to type its password; nothing was signed, name a file"
                        + " with it by --password-file or "
                        + SigningPassword.FILE));
  }

  private static CommandFailure refused(String sentence) {
    return new CommandFailure(ExitStatus.REFUSED, sentence);
  }
}
