package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** A small file of a MinIO server, read whole or not at all. */
final class ServerFile {
  private static final int JSON_MAX = 4 << 20; // 10,000 parts of an object, and more
  private static final int NESTING_MAX = 16;

  /** Reads what a server writes and nothing wilder. */
  static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(NESTING_MAX)
                  .maxStringLength(JSON_MAX)
                  .maxDocumentLength(JSON_MAX)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private ServerFile() {}

  /**
   * Reads a file of JSON below a root, through no link on the way.
   *
   * @throws IOException if it is none, is behind a link, or is larger than such a file is
   */
  static byte[] json(Path root, Path file) throws IOException {
    Path folder = Objects.requireNonNull(file.getParent());
    if (!folder.toRealPath().equals(root.toRealPath().resolve(root.relativize(folder)))) {
      throw new FileSystemException(null, null, "lies behind a symbolic link");
    }
    return bytes(file, JSON_MAX);
  }

  /**
   * Reads a file.
   *
   * @param max its greatest size, bytes
   * @throws IOException if it is none, is a link, or is larger
   */
  static byte[] bytes(Path file, int max) throws IOException {
    BasicFileAttributes attributes = OpenFolder.attributes(file);
    if (!attributes.isRegularFile() || attributes.size() > max) {
      throw new FileSystemException(null, null, "is no file of at most %d bytes".formatted(max));
    }
    try (InputStream in =
        Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      return in.readNBytes(max);
    }
  }
}
