package org.migrationauditor.verifier.manifest;

import java.sql.SQLException;

/**
 * Keys of an inventory as they may be shown to others: column {@code shown_key} has them where the
 * key names a patient, with pseudonyms in place of the parts that do.
 */
public final class ShownKeys {
  private ShownKeys() {}

  /** Rows of a manifest as a source for FROM, under keys that may be shown. */
  public static String rows(Database database, Manifest manifest) throws SQLException {
    return shown(database, manifest, manifest.rows());
  }

  /** The same, with their place in the manifest in a column {@code file_row_number}. */
  public static String numbered(Database database, Manifest manifest) throws SQLException {
    return shown(
        database,
        manifest,
        "read_parquet(%s, file_row_number = true)".formatted(Database.quoted(manifest.file())));
  }

  private static String shown(Database database, Manifest manifest, String rows)
      throws SQLException {
    return areIn(database, manifest)
        ? "(SELECT * EXCLUDE (shown_key) REPLACE (coalesce(shown_key, key) AS key) FROM %s)"
            .formatted(rows)
        : rows;
  }

  /** SQL: the key of a row as it may be shown, null where it is shown as it is. */
  public static String column(Database database, Manifest manifest) throws SQLException {
    return areIn(database, manifest) ? "shown_key" : "NULL::VARCHAR";
  }

  /** SQL: every column, {@code shown_key} in any case. */
  public static String all(Database database, Manifest manifest) throws SQLException {
    return areIn(database, manifest) ? "*" : "*, NULL::VARCHAR AS shown_key";
  }

  /** An inventory of an earlier version has none. */
  private static boolean areIn(Database database, Manifest manifest) throws SQLException {
    return database.number(
            "SELECT count(*) FROM parquet_schema(%s) WHERE name = 'shown_key'"
                .formatted(Database.quoted(manifest.file())))
        > 0;
  }
}
