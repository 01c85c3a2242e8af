package org.migrationauditor.verifier.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.verifier.manifest.Database;
import org.migrationauditor.verifier.manifest.InventoryReader;
import org.migrationauditor.verifier.manifest.Manifest;

/**
 * Writes an inventory's manifest in a form for others, entries in the order of their keys, in
 * memory that does not depend on how many there are.
 */
public final class Export {
  private static final int MEMORY_MEGABYTES = 512;

  /** What a list of checksums is about; folders, links and devices have no bytes to check. */
  private static final String FILES =
      "kind NOT IN ('BUCKET', 'DIRECTORY', 'LINK', 'OTHER', 'UNKNOWN')";

  private final Path folder;

  /**
   * @param folder of this installation's manifests, for temporary files
   */
  public Export(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes all entries.
   *
   * @param out not closed
   * @return entries that the format has no place for, such as links and empty folders, count
   * @throws IOException if the file is no inventory's manifest, or the format would leave out or
   *     misname a file; something may have been written then
   */
  public long write(Manifest manifest, ExportFormat format, OutputStream out)
      throws IOException, SQLException {
    Path beside = Objects.requireNonNull(manifest.file().toAbsolutePath().getParent());
    try (Database database = Database.streaming(folder, List.of(beside), MEMORY_MEGABYTES)) {
      InventoryReader.view(database, manifest);
      switch (format) {
        case BAGIT, SHA256SUM -> {
          return checksums(database, manifest, format, out);
        }
        case CSV -> csv(database, manifest, out);
        case JSONL -> database.each(row -> out.write(json(row).getBytes(UTF_8)), all(manifest));
        case PARQUET -> Files.copy(manifest.file(), out);
      }
      return 0;
    }
  }

  private static String all(Manifest manifest) {
    return "SELECT * FROM %s ORDER BY key".formatted(manifest.rows());
  }

  private static long checksums(
      Database database, Manifest manifest, ExportFormat format, OutputStream out)
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
        row -> out.write(line(format, row)),
        "SELECT key, digest FROM %s WHERE %s ORDER BY key".formatted(manifest.rows(), FILES));
    return database.number(
        "SELECT count(*) FROM %s WHERE NOT %s".formatted(manifest.rows(), FILES));
  }

  private static byte[] line(ExportFormat format, ResultSet row) throws SQLException, IOException {
    String key = row.getString(1);
    String digest = HexFormat.of().formatHex(row.getBytes(2));
    if (!KeyBytes.names(key)) {
      throw unnamed(key, "is no path of a file below a folder");
    }
    try {
      byte[] name = KeyBytes.of(key);
      return format == ExportFormat.BAGIT
          ? ChecksumLine.bagIt(digest, name)
          : ChecksumLine.sha256sum(digest, name);
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

  private static void csv(Database database, Manifest manifest, OutputStream out)
      throws IOException, SQLException {
    List<String> names =
        database.rows(row -> row.getString(1), "DESCRIBE SELECT * FROM " + manifest.rows());
    out.write((String.join(",", names) + "\r\n").getBytes(UTF_8));
    database.each(row -> out.write(csv(row, names.size()).getBytes(UTF_8)), all(manifest));
  }

  private static String csv(ResultSet row, int columns) throws SQLException {
    StringJoiner cells = new StringJoiner(",", "", "\r\n");
    for (int i = 1; i <= columns; i++) {
      @Nullable Cell cell = Cell.of(row, i);
      cells.add(cell == null ? "" : cell.csv());
    }
    return cells.toString();
  }

  private static String json(ResultSet row) throws SQLException {
    ResultSetMetaData columns = row.getMetaData();
    StringJoiner members = new StringJoiner(",", "{", "}\n");
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      @Nullable Cell cell = Cell.of(row, i);
      if (cell != null) {
        members.add("\"%s\":%s".formatted(columns.getColumnName(i), cell.json()));
      }
    }
    return members.toString();
  }
}
