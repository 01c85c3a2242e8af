package org.migrationauditor.verifier.manifest;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.migrationauditor.messages.ContentDigest;

/**
 * A Parquet file that is what its name says: {@code <SHA-256>.parquet}.
 *
 * @param file where it is
 * @param digest of the file, checked when this value was made
 */
public record Manifest(Path file, ContentDigest digest) {
  private static final String SUFFIX = ".parquet";
  private static final Pattern NAME = Pattern.compile("([0-9a-f]{64})\\.parquet");

  /** File of a manifest in a folder. */
  public static Path file(Path folder, ContentDigest digest) {
    return folder.resolve(digest + SUFFIX);
  }

  /**
   * Opens a manifest and checks that it is unchanged.
   *
   * @throws IOException if it is missing, unreadable or another than its name says
   */
  public static Manifest open(Path folder, ContentDigest digest) throws IOException {
    Path file = file(folder, digest);
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "manifest '%s': is not in folder '%s'; put it back from a copy or take the inventory anew"
              .formatted(digest, folder));
    }
    ContentDigest found = ContentDigest.over(file);
    if (!found.equals(digest)) {
      throw new IOException(
          "manifest '%s': was changed, its SHA-256 is %s; nothing was read from it, put it back from"
                  .formatted(digest, found)
              + " a copy");
    }
    return new Manifest(file, digest);
  }

  /**
   * Opens a manifest wherever it is; one that is named by a digest must be unchanged.
   *
   * @throws IOException if it is missing, unreadable or another than its name says
   */
  public static Manifest at(Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path folder = Objects.requireNonNull(absolute.getParent());
    Matcher name = NAME.matcher(String.valueOf(absolute.getFileName()));
    return name.matches()
        ? open(folder, new ContentDigest(name.group(1)))
        : new Manifest(absolute, ContentDigest.over(absolute));
  }

  /**
   * Writes the answer to a query as Parquet. The same rows give the same bytes.
   *
   * @param query ends in an order that leaves nothing open
   * @param metadata key-value pairs for the file itself; keys are plain words
   * @return a file of the database's piece of work
   */
  public static Path export(Database database, String query, Map<String, String> metadata)
      throws SQLException {
    Path file = database.file("manifest" + SUFFIX);
    String pairs =
        metadata.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(pair -> pair.getKey() + ": " + Database.quoted(pair.getValue()))
            .collect(Collectors.joining(", "));
    database.run("SET threads = 1"); // several would settle row groups by who comes first
    database.run(
        "COPY (%s) TO %s (FORMAT parquet, COMPRESSION zstd, KV_METADATA {%s})"
            .formatted(query, Database.quoted(file), pairs));
    return file;
  }

  /**
   * Moves a finished file to its name in a folder, so that it survives a power cut. An interruption
   * waits until that is done.
   */
  public static Manifest keep(Path finished, Path folder) throws IOException {
    ContentDigest digest = undisturbed(() -> ContentDigest.over(finished));
    Path file = file(folder, digest);
    undisturbed(() -> sync(finished, StandardOpenOption.WRITE));
    Files.move(finished, file, StandardCopyOption.ATOMIC_MOVE);
    undisturbed(() -> sync(folder, StandardOpenOption.READ));
    return new Manifest(file, digest);
  }

  @FunctionalInterface
  private interface Work<T> {
    T done() throws IOException;
  }

  private static <T> T undisturbed(Work<T> work) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return work.done();
        } catch (ClosedByInterruptException e) {
          interrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The rows as a source for FROM. */
  public String rows() {
    return "read_parquet(%s)".formatted(Database.quoted(file));
  }

  /**
   * A key-value pair of the file itself; empty when it has none of that name.
   *
   * @throws IOException if the file is no Parquet
   */
  public String metadata(Database database, String key) throws IOException {
    try {
      return database
          .rows(
              row -> row.getString(1),
              "SELECT decode(value) FROM parquet_kv_metadata(%s) WHERE decode(key) = ?"
                  .formatted(Database.quoted(file)),
              key)
          .stream()
          .findFirst()
          .orElse("");
    } catch (SQLException e) {
      throw new IOException(
          "manifest '%s': is no Parquet file; nothing was read from it, give one that this program"
                  .formatted(file)
              + " wrote",
          e);
    }
  }

  private static Path sync(Path path, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
    return path;
  }
}
