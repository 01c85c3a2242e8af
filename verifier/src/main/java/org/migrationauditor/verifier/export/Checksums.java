package org.migrationauditor.verifier.export;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.sql.SQLException;
import java.util.HexFormat;
import org.migrationauditor.verifier.manifest.Database;
import org.migrationauditor.verifier.manifest.Manifest;

/** The files of an inventory and their digests: all of them, or none. */
final class Checksums {
  /** What has bytes to check; folders, links and devices have none. */
  static final String FILES = "kind NOT IN ('BUCKET', 'DIRECTORY', 'LINK', 'OTHER', 'UNKNOWN')";

  private Checksums() {}

  /** Takes one file. */
  @FunctionalInterface
  interface Taker {
    /**
     * Takes one file.
     *
     * @param name path below the archive, as the bytes it has there
     * @param digest SHA-256 in lower-case hex
     * @throws CharacterCodingException if the name cannot be written
     */
    void take(byte[] name, String digest) throws IOException;
  }

  /**
   * Gives all files away in the order of their keys.
   *
   * @return entries that are no files, count
   * @throws IOException if a file has no digest or no name
   */
  static long each(Database database, Manifest manifest, Taker taker)
      throws IOException, SQLException {
    long unread =
        database.number(
            "SELECT count(*) FROM %s WHERE NOT complete OR (digest IS NULL AND %s)"
                .formatted(manifest.rows(), FILES));
    if (unread > 0) {
      throw new IOException(
          "manifest '%s': holds %d entries without a digest, which a list of checksums would pass"
                  .formatted(manifest.digest(), unread)
              + " over; nothing was written, use csv or jsonl");
    }
    database.each(
        row -> take(row.getString(1), HexFormat.of().formatHex(row.getBytes(2)), taker),
        "SELECT key, digest FROM %s WHERE %s ORDER BY key".formatted(manifest.rows(), FILES));
    return database.number(
        "SELECT count(*) FROM %s WHERE NOT %s".formatted(manifest.rows(), FILES));
  }

  private static void take(String key, String digest, Taker taker) throws IOException {
    if (!KeyBytes.names(key)) {
      throw unnamed(key, "is no path of a file below a folder");
    }
    try {
      taker.take(KeyBytes.of(key), digest);
    } catch (CharacterCodingException e) {
      throw unnamed(key, "is no UTF-8");
    }
  }

  private static IOException unnamed(String key, String why) {
    return new IOException(
        "entry '%s': its name %s, so that this format cannot name it; the export is not whole, use"
                .formatted(key, why)
            + " csv or jsonl");
  }
}
