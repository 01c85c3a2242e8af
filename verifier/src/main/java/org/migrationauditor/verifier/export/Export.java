package org.migrationauditor.verifier.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
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
        case SHA256SUM -> {
          return Checksums.each(
              database,
              manifest,
              (name, digest) -> out.write(ChecksumLine.sha256sum(digest, name)));
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
