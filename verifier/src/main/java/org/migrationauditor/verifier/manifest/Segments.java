package org.migrationauditor.verifier.manifest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;

/**
 * Parts of the table {@code entry} on the disk, each a Parquet file named by its SHA-256: those of
 * this process, and those that an earlier one left of the same inventory.
 */
final class Segments implements AutoCloseable {
  private final Path place;
  private final @Nullable UnfinishedFolder unfinished;
  private final List<Path> earlier;
  private final List<Path> own = new ArrayList<>();

  private Segments(Path place, @Nullable UnfinishedFolder unfinished, List<Path> earlier) {
    this.place = place;
    this.unfinished = unfinished;
    this.earlier = earlier;
  }

  /**
   * Opens those of an inventory.
   *
   * @param id empty when nobody is to go on with it; another process that takes the same inventory
   *     at this moment is left alone, and then it is so too
   * @param anew whether to remove what was left
   */
  static Segments open(Path manifests, Database database, String id, boolean anew)
      throws IOException {
    UnfinishedFolder unfinished =
        id.isEmpty() ? null : UnfinishedFolder.of(manifests, id).orElse(null);
    if (unfinished == null) {
      return new Segments(Files.createDirectories(database.file("segments")), null, List.of());
    }
    List<Path> earlier = new ArrayList<>();
    for (Path segment : unfinished.segments()) {
      if (anew) {
        Files.delete(segment);
      } else if (Manifest.file(unfinished.path(), ContentDigest.over(segment)).equals(segment)) {
        earlier.add(segment);
      }
    }
    return new Segments(unfinished.path(), unfinished, earlier);
  }

  /** What an earlier process read. */
  EarlierReadings readings(Database database) throws SQLException, IOException {
    if (earlier.isEmpty()) {
      return EarlierReadings.NONE;
    }
    Instant until = Instant.EPOCH;
    for (Path segment : earlier) {
      Instant written = Files.getLastModifiedTime(segment).toInstant();
      until = written.isAfter(until) ? written : until;
    }
    List<String> each = earlier.stream().map(file -> parquet(List.of(file))).toList();
    return EarlierReadings.in(database, each, until);
  }

  /** Writes the table as one more. */
  void cut(Database database) throws SQLException, IOException {
    Path file = Manifest.export(database, "SELECT * FROM entry", Map.of());
    own.add(Manifest.keep(file, place).file());
  }

  /** All rows of the inventory as a query: of the table, of all segments, and what was kept. */
  String rows() {
    List<String> parts = new ArrayList<>(List.of("SELECT * EXCLUDE (stamp) FROM entry"));
    if (!own.isEmpty()) {
      parts.add("SELECT * EXCLUDE (stamp) FROM " + parquet(own));
    }
    if (!earlier.isEmpty()) {
      parts.add("SELECT e.* EXCLUDE (stamp) FROM " + kept());
    }
    return String.join(" UNION ALL ", parts);
  }

  private String kept() {
    return "%s e JOIN kept k ON e.key = k.key AND e.stamp = k.stamp".formatted(parquet(earlier));
  }

  /**
   * Expects of each entry that was kept that it was read.
   *
   * @throws IOException if one was taken for another, see {@link EarlierReadings}
   */
  void expectAllKept(Database database) throws SQLException, IOException {
    long expected = database.number("SELECT count(*) FROM kept");
    long found = expected == 0 ? 0 : database.number("SELECT count(*) FROM " + kept());
    if (found != expected) {
      throw new IOException(
          "%d of %d entries that were read before the interruption are not among what is kept of"
                  .formatted(Math.abs(expected - found), expected)
              + " it; take the inventory anew");
    }
  }

  private static String parquet(List<Path> files) {
    return files.stream()
        .map(Database::quoted)
        .collect(Collectors.joining(", ", "read_parquet([", "])"));
  }

  /** Removes all of them. */
  void remove() throws IOException {
    if (unfinished != null) {
      unfinished.remove();
    }
  }

  @Override
  public void close() throws IOException {
    if (unfinished != null) {
      unfinished.close();
    }
  }
}
