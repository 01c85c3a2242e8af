package org.migrationauditor.app.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Password of a signing key or PIN of its token. It is never an argument: others can read those.
 */
public final class SigningPassword {
  /** Names the file that holds it and nothing else. */
  public static final String FILE = "AUDITOR_SIGNING_PASSWORD_FILE";

  private SigningPassword() {}

  /**
   * What stands in a file; the caller clears it.
   *
   * @param file null for the one that the environment names
   * @return empty when neither is named
   * @throws CommandFailure if the file cannot be read
   */
  public static Optional<char[]> inFile(@Nullable Path file, Map<String, String> environment) {
    String named = file == null ? environment.getOrDefault(FILE, "") : file.toString();
    if (named.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(withoutLineEnd(Files.readAllBytes(Path.of(named))));
    } catch (IOException | InvalidPathException e) {
      throw new CommandFailure(
          ExitStatus.REFUSED,
          "password file '%s': cannot be read; nothing was signed, name another".formatted(named));
    }
  }

  private static char[] withoutLineEnd(byte[] file) {
    CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(file));
    int end = text.limit();
    while (end > 0 && (text.get(end - 1) == '\n' || text.get(end - 1) == '\r')) {
      end--;
    }
    char[] password = Arrays.copyOf(text.array(), end);
    Arrays.fill(text.array(), '\0');
    Arrays.fill(file, (byte) 0);
    return password;
  }
}
