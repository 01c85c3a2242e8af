package org.migrationauditor.verifier.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.verifier.compare.FindingsReader;
import org.migrationauditor.verifier.manifest.Database;
import org.migrationauditor.verifier.manifest.InventoryReader;
import org.migrationauditor.verifier.manifest.Manifest;
import org.migrationauditor.verifier.manifest.ShownKeys;

/**
 * Manifests as lines of text for people, those of one owner after those of another, in memory that
 * does not depend on how many there are.
 */
public final class OwnerLines {
  /** Names of the fields of a finding's line, in their order. */
  public static final List<String> FINDING_FIELDS =
      List.of(
          "code",
          "key",
          "owner",
          "study_uid",
          "series_uid",
          "sop_uid",
          "before_sha256",
          "after_sha256",
          "detail",
          "changed_attributes",
          "announced_because");

  private static final int MEMORY_MEGABYTES = 512;

  private final Path folder;

  /**
   * @param folder of this installation's manifests
   */
  public OwnerLines(Path folder) {
    this.folder = folder;
  }

  /** Takes one line. */
  @FunctionalInterface
  public interface Taker {
    /**
     * The next line.
     *
     * @param owner null where it may concern any
     * @param line with its line end
     */
    void take(@Nullable OwnerKey owner, byte[] line) throws IOException;
  }

  /**
   * Findings of one comparison as lines of CSV (RFC 4180) of {@link #FINDING_FIELDS}, safe to open
   * in a spreadsheet: those that may concern any owner first, then each owner's; of these what
   * nobody announced first, then in key order.
   *
   * @throws IOException if it is no manifest of findings
   */
  public void findings(Manifest manifest, Taker taker) throws IOException, SQLException {
    try (Database database = Database.streaming(folder, List.of(), MEMORY_MEGABYTES)) {
      FindingsReader.requireFindings(database, manifest);
      database.each(
          row -> taker.take(owner(row), csv(row)),
          """
          SELECT CASE WHEN concerns_all THEN '' ELSE owner END AS of_owner,
            code, key, owner, study_uid, series_uid, sop_uid, before_digest, after_digest, detail,
            changed_attributes, expected_because
          FROM %s ORDER BY of_owner, expected_because IS NOT NULL, key, code, detail
          """
              .formatted(manifest.rows()));
    }
  }

  /**
   * Files of one inventory that were read to their end, as lines of a payload manifest (RFC 8493
   * 2.1.3), in the order of their owners and keys; what names a patient in a key is a pseudonym.
   *
   * @throws IOException if it is no manifest of an inventory
   */
  public void files(Manifest manifest, Taker taker) throws IOException, SQLException {
    try (Database database = Database.streaming(folder, List.of(), MEMORY_MEGABYTES)) {
      InventoryReader.view(database, manifest);
      database.each(
          row ->
              taker.take(
                  owner(row),
                  ChecksumLine.bagIt(
                      HexFormat.of().formatHex(row.getBytes(3)), "data/" + row.getString(2))),
          "SELECT owner, key, digest FROM %s WHERE %s AND complete AND digest IS NOT NULL ORDER BY owner, key"
              .formatted(ShownKeys.rows(database, manifest), Checksums.FILES));
    }
  }

  /** A text as a field of such a line. */
  public static String csvField(String text) {
    return new Cell.Text(text).csv();
  }

  private static @Nullable OwnerKey owner(ResultSet row) throws SQLException {
    String name = row.getString(1);
    return name.isEmpty() ? null : new OwnerKey(name);
  }

  private static byte[] csv(ResultSet row) throws SQLException {
    StringJoiner cells = new StringJoiner(",", "", "\r\n");
    for (int i = 0; i < FINDING_FIELDS.size(); i++) {
      @Nullable Cell cell = Cell.of(row, i + 2);
      cells.add(cell == null ? "" : cell.csv());
    }
    return cells.toString().getBytes(UTF_8);
  }
}
