package org.migrationauditor.command.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Files below {@code src/test/resources/runbooks}. */
final class TestRunbooks {
  private TestRunbooks() {}

  static byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(path(name));
  }

  static String text(String name) throws IOException {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  /** All of a folder, in order. */
  static Stream<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(path(folder))) {
      List<Path> found = files.sorted().toList();
      assertThat(found).isNotEmpty();
      return found.stream();
    }
  }

  private static Path path(String name) {
    URL resource = TestRunbooks.class.getResource("/runbooks/" + name);
    try {
      return Path.of(Objects.requireNonNull(resource, name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(name, e);
    }
  }
}
