package org.migrationauditor.messages.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Golden files stand: whoever changes what is stored adds files under another revision and edits or
 * removes none. {@code SHA256SUMS} is in the format of sha256sum(1); lines are only ever added.
 */
class GoldenFilesTest {
  private static final Path FOLDER = Path.of("src", "test", "resources");

  @Test
  void everyGoldenFileIsAsItWasWhenItWasAdded() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      List<String> now =
          files
              .filter(file -> file.toString().endsWith(".json"))
              .map(FOLDER::relativize)
              .sorted()
              .map(file -> sha256(FOLDER.resolve(file)) + "  " + file)
              .toList();
      assertThat(now)
          .as("a golden file was edited or removed, or a new one is not listed")
          .hasSizeGreaterThan(40)
          .containsExactlyInAnyOrderElementsOf(Files.readAllLines(FOLDER.resolve("SHA256SUMS")));
    }
  }

  private static String sha256(Path file) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
