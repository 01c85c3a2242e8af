package org.migrationauditor.verifier.manifest;

import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.duckdb.DuckDBAppender;

/**
 * Sees to it that what names a patient in the key of one entry does in no other's. A folder that
 * does is hidden in all keys below it. An entry that tells of no patient, such as one that could
 * not be read, may be named after one all the same: beside or below what is, its own name is hidden
 * too.
 */
final class Concealment {
  private static final String FOLDER = "regexp_replace(key, '[^/]*$', '')";
  private static final String FILE = "regexp_extract(key, '[^/]*$')";
  private static final String TELLS = "(patient IS NOT NULL OR shown_key IS NOT NULL)";

  private final Database database;
  private final String rows;
  private final UnaryOperator<String> pseudonyms;
  private final Map<String, String> naming = new HashMap<>();
  private final Set<String> told = new HashSet<>();

  /**
   * @param rows a query for all entries
   * @param pseudonyms of parts of keys
   */
  Concealment(Database database, String rows, UnaryOperator<String> pseudonyms) {
    this.database = database;
    this.rows = rows;
    this.pseudonyms = pseudonyms;
  }

  /** A query for the same rows with a {@code shown_key} wherever there must be one. */
  String rows() throws SQLException, IOException {
    if (database.number("SELECT count(shown_key) FROM (%s)".formatted(rows)) == 0) {
      return rows;
    }
    findNaming();
    findFolders();
    findTold();
    hideOthers();
    return """
        SELECT e.* REPLACE (
          coalesce(
            o.shown,
            f.shown || regexp_extract(coalesce(e.shown_key, e.key), '[^/]*$'),
            e.shown_key) AS shown_key)
        FROM (%s) e
        LEFT JOIN shown_other o ON o.key = e.key
        LEFT JOIN shown_folder f ON f.shown IS NOT NULL
          AND f.folder = regexp_replace(e.key, '[^/]*$', '')
        """
        .formatted(rows);
  }

  /** Folders that name a patient, and the pseudonyms of their names. */
  private void findNaming() throws SQLException, IOException {
    database.run(
        """
        CREATE OR REPLACE TEMP TABLE naming AS
        SELECT DISTINCT array_to_string(k[1:i], '/') AS folder, s[i] AS shown
        FROM (
          SELECT k, s, unnest(range(1, len(k))) AS i
          FROM (SELECT string_split(key, '/') AS k, string_split(shown_key, '/') AS s
                FROM (%s) WHERE shown_key IS NOT NULL))
        WHERE k[i] <> s[i]
        """
            .formatted(rows));
    database.each(
        row -> naming.put(row.getString(1), row.getString(2)), "SELECT folder, shown FROM naming");
  }

  /** Folders in or below those as they are shown, and folders of files that name a patient. */
  private void findFolders() throws SQLException {
    database.run(
        """
        CREATE OR REPLACE TEMP TABLE shown_folder AS
        WITH part AS (
          SELECT folder, string_split(folder, '/') AS k,
            unnest(range(1, len(string_split(folder, '/')) + 1)) AS i
          FROM (SELECT DISTINCT %1$s AS folder FROM (%3$s))),
        shown AS (
          SELECT p.folder, string_agg(coalesce(n.shown, p.k[p.i]), '/' ORDER BY p.i) AS shown
          FROM part p LEFT JOIN naming n ON n.folder = array_to_string(p.k[1:p.i], '/')
          GROUP BY p.folder
          HAVING bool_or(n.shown IS NOT NULL))
        FROM shown
        UNION ALL
        SELECT DISTINCT %1$s, NULL FROM (%3$s)
        WHERE shown_key IS NOT NULL AND %2$s <> regexp_extract(shown_key, '[^/]*$')
          AND %1$s NOT IN (SELECT folder FROM shown)
        """
            .formatted(FOLDER, FILE, rows));
  }

  /** Folders of files of which each tells its patient, and those above them. */
  private void findTold() throws SQLException, IOException {
    database.each(
        row -> addTold(row.getString(1)),
        "SELECT DISTINCT %1$s FROM (%2$s) WHERE %3$s AND %1$s IN (SELECT folder FROM shown_folder)"
            .formatted(FOLDER, rows, TELLS));
  }

  private void addTold(String folder) {
    for (int end = folder.lastIndexOf('/'); end >= 0; end = folder.lastIndexOf('/', end - 1)) {
      told.add(folder.substring(0, end));
    }
  }

  private void hideOthers() throws SQLException, IOException {
    database.run("CREATE OR REPLACE TEMP TABLE shown_other (key VARCHAR, shown VARCHAR)");
    try (DuckDBAppender others = database.appender("shown_other")) {
      database.each(
          row -> {
            String key = row.getString(1);
            others.beginRow();
            others.append(key).append(hidden(key));
            others.endRow();
          },
          "SELECT key FROM (%s) WHERE NOT %s AND %s IN (SELECT folder FROM shown_folder)"
              .formatted(rows, TELLS, FOLDER));
    }
  }

  private String hidden(String key) {
    StringBuilder shown = new StringBuilder();
    int start = 0;
    while (start < key.length()) {
      int end = key.indexOf('/', start);
      end = end < 0 ? key.length() : end;
      String part = key.substring(start, end);
      String folder = key.substring(0, end);
      boolean known = end < key.length() && told.contains(folder);
      shown.append(known ? naming.getOrDefault(folder, part) : pseudonyms.apply(part));
      if (end < key.length()) {
        shown.append('/');
      }
      start = end + 1;
    }
    return shown.toString();
  }
}
