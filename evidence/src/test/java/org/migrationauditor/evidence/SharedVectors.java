package org.migrationauditor.evidence;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Proof vectors of transparency-dev/merkle, in {@code ../shared} beside the project's folder. */
final class SharedVectors {
  private SharedVectors() {}

  /** Every vector below the given folder; skips the test where there is none, fails under CI. */
  static List<JsonNode> read(String folder) throws IOException {
    Path vectors = project().resolveSibling("shared").resolve("merkle-vectors").resolve(folder);
    if (!Files.isDirectory(vectors)) {
      if (System.getenv("CI") != null) {
        throw new IllegalStateException("proof vectors are missing: " + vectors);
      }
      assumeTrue(false, "no proof vectors in " + vectors);
    }
    JsonMapper mapper = JsonMapper.shared();
    try (Stream<Path> files = Files.walk(vectors)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(file -> mapper.readTree(file.toFile()))
          .toList();
    }
  }

  private static Path project() {
    @Nullable Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isRegularFile(folder.resolve("auditor"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("no folder above this one holds the launcher 'auditor'");
    }
    return folder;
  }
}
