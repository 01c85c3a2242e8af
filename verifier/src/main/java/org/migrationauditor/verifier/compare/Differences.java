package org.migrationauditor.verifier.compare;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Collectors;
import org.migrationauditor.verifier.manifest.Database;
import org.migrationauditor.verifier.manifest.Manifest;
import org.migrationauditor.verifier.manifest.ShownKeys;

/**
 * First half of a comparison: entries that are not on both sides and equal, each with its code.
 *
 * <p>A folder is there when it is an entry itself or when anything below it is: views list only
 * empty folders, so a folder that gained its first file or lost its last one is no finding.
 */
final class Differences {
  private static final String DIFFERENCE =
      """
      CREATE TEMP TABLE difference AS
      SELECT * FROM (
        SELECT
          coalesce(b.key, a.key) AS key,
          b.key IS NOT NULL AS in_before, a.key IS NOT NULL AS in_after,
          b.form AS before_form, a.form AS after_form,
          b.bytes AS before_bytes, a.bytes AS after_bytes,
          b.digest AS before_digest, a.digest AS after_digest,
          b.complete AS before_complete, a.complete AS after_complete,
          (a.complete AND b.complete AND a.form = b.form
            AND (a.form = 'FOLDER' OR a.digest = b.digest)) IS TRUE AS same_content,
          CASE WHEN same_content AND b.attributes IS DISTINCT FROM a.attributes
            THEN changed_attributes(b.attributes, a.attributes) END AS changed
        FROM before b FULL JOIN after a ON a.key = b.key
        WHERE NOT %s)
      WHERE NOT same_content OR len(changed) > 0
      """
          .formatted(Samples.LEFT_OUT);

  /** Entries of one side that differ, as its manifest has them: few, while a manifest is long. */
  private static final String DIFFERING =
      """
      CREATE TEMP TABLE differing_%1$s AS
      SELECT key, kind, owner, digest, complete, problem, attributes, study_uid, series_uid, sop_uid,
        transfer_syntax, pixel_digest, dataset_digest, decoded_digest
      FROM %1$s WHERE key IN (SELECT key FROM difference WHERE in_%1$s)
      """;

  /** Entries of one side only; what lies below one has a key that starts with its prefix. */
  private static final String LONE =
      """
      CREATE TEMP VIEW %1$s AS
      SELECT key, %2$s_form AS form, %2$s_digest AS digest, %2$s_complete AS complete,
        CASE WHEN suffix(key, '/') THEN key ELSE key || '/' END AS prefix
      FROM difference
      WHERE in_%2$s AND NOT in_%3$s
      """;

  private static final String NESTED =
      """
      CREATE TEMP TABLE nested AS
      SELECT m.key, min(e.key) AS found_at
      FROM missing m, root r, extra e
      WHERE e.key = r.name || '/' || m.key
        AND m.complete AND e.complete AND m.form = e.form
        AND (m.form = 'FOLDER' OR m.digest = e.digest)
      GROUP BY m.key
      """;

  /** Folders whose fate the nested copies below them tell. */
  private static final String NESTED_FOLDER =
      """
      CREATE TEMP TABLE nested_folder AS
      SELECT DISTINCT f.key
      FROM (SELECT m.key, r.name || '/' || m.key AS prefix
            FROM missing m, root r WHERE m.form = 'FOLDER' AND m.complete
            UNION ALL
            SELECT key, key FROM extra WHERE form = 'FOLDER' AND complete) f
      ASOF JOIN nested n ON f.prefix <= n.found_at
      WHERE starts_with(n.found_at, f.prefix)
      """;

  /** Entries at whose place the other side has a folder, or folders at the place of another. */
  private static final String FOLDER_THERE =
      """
      CREATE TEMP TABLE folder_there AS
      SELECT m.key FROM missing m ASOF JOIN extra e ON m.prefix <= e.key
      WHERE starts_with(e.key, m.prefix) AND m.form <> 'UNKNOWN'
      UNION
      SELECT e.key FROM extra e ASOF JOIN missing m ON e.prefix <= m.key
      WHERE starts_with(m.key, e.prefix) AND e.form <> 'UNKNOWN'
      UNION
      SELECT m.key FROM missing m JOIN extra e ON m.key = e.prefix AND e.form <> 'UNKNOWN'
      UNION
      SELECT e.key FROM extra e JOIN missing m ON e.key = m.prefix AND m.form <> 'UNKNOWN'
      """;

  /**
   * Entries that the other side may hold in a folder it could not list to its end. Only the
   * outermost such folders count; no two of them lie in one another, so that the last one before an
   * entry is the only one it can be in.
   */
  private static final String CONCEALED =
      """
      CREATE TEMP TABLE concealed AS
      WITH unlisted AS (
        SELECT 'after' AS side, key, CASE WHEN suffix(key, '/') THEN key ELSE key || '/' END AS prefix
        FROM difference WHERE after_form IN ('FOLDER', 'UNKNOWN') AND NOT after_complete
        UNION ALL
        SELECT 'before', key, CASE WHEN suffix(key, '/') THEN key ELSE key || '/' END
        FROM difference WHERE before_form IN ('FOLDER', 'UNKNOWN') AND NOT before_complete),
      reaching AS (
        SELECT side, key, prefix,
          max(left(prefix, -1) || '0') OVER (PARTITION BY side ORDER BY prefix -- '0' comes after '/'
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reach
        FROM unlisted),
      lone AS (
        SELECT key, 'after' AS other FROM missing UNION ALL SELECT key, 'before' FROM extra)
      SELECT l.key, u.key AS folder FROM lone l JOIN unlisted u
        ON l.other = u.side AND u.key = './'
      UNION ALL
      SELECT l.key, u.key FROM lone l
      ASOF JOIN (SELECT * FROM reaching WHERE reach IS NULL OR reach <= prefix) u
        ON l.other = u.side AND l.key >= u.prefix
      WHERE starts_with(l.key, u.prefix)
        AND l.other NOT IN (SELECT side FROM unlisted WHERE key = './')
      """;

  private static final String SWAPPED =
      """
      CREATE TEMP TABLE swapped AS
      WITH changed AS (
        SELECT before_digest, after_digest, min(key) AS key
        FROM difference
        WHERE before_form = 'FILE' AND after_form = 'FILE' AND NOT same_content
          AND before_digest IS NOT NULL AND after_digest IS NOT NULL
        GROUP BY before_digest, after_digest)
      SELECT one.before_digest, one.after_digest, other.key AS other
      FROM changed one JOIN changed other
        ON one.before_digest = other.after_digest AND one.after_digest = other.before_digest
      """;

  private static final String AT_ITS_PLACE =
      """
      CREATE TEMP TABLE at_its_place AS
      SELECT d.*, n.found_at, s.other, c.folder AS concealed_by,
        CASE
          WHEN in_before AND in_after THEN
            CASE
              WHEN same_content THEN 'ATTRIBUTES_CHANGED'
              WHEN 'UNKNOWN' IN (before_form, after_form) THEN 'UNREADABLE'
              WHEN before_form <> after_form THEN 'TYPE_CHANGED'
              WHEN NOT (before_complete AND after_complete) THEN 'UNREADABLE'
              WHEN (d.before_digest IS NULL OR d.after_digest IS NULL)
                AND (before_bytes = after_bytes) IS NOT FALSE THEN 'NOT_COMPARED'
              WHEN s.other IS NULL AND before_form = 'FILE' AND after_bytes < before_bytes
                THEN 'TRUNCATED'
              ELSE 'DIGEST_MISMATCH'
            END
          WHEN d.form IN ('FOLDER', 'UNKNOWN') AND NOT d.complete THEN 'UNREADABLE'
          WHEN n.found_at IS NOT NULL THEN 'NESTED_COPY'
          WHEN t.key IS NOT NULL THEN 'TYPE_CHANGED'
          WHEN c.folder IS NOT NULL THEN 'UNREADABLE'
          WHEN in_before THEN 'MISSING'
          ELSE 'EXTRA'
        END AS code
      FROM (SELECT *, coalesce(before_form, after_form) AS form,
              coalesce(before_complete, after_complete) AS complete FROM difference) d
      LEFT JOIN nested n ON n.key = d.key
      LEFT JOIN folder_there t ON t.key = d.key
      LEFT JOIN concealed c ON c.key = d.key
      LEFT JOIN swapped s
        ON s.before_digest = d.before_digest AND s.after_digest = d.after_digest
          AND in_before AND in_after
      WHERE NOT (d.form = 'FOLDER' AND d.complete AND t.key IS NOT NULL)
        AND NOT (d.key IN (SELECT found_at FROM nested) AND NOT in_before)
        AND NOT (n.found_at IS NULL AND d.key IN (SELECT key FROM nested_folder))
      """;

  private Differences() {}

  /**
   * Makes the views {@code before} and {@code after} and fills the tables {@code difference},
   * {@code differing_before}, {@code differing_after} and {@code coded}.
   *
   * @param sameView whether both inventories were taken from one view
   * @param rootNames names of the folders the inventories were taken of; a copy of the first into
   *     the second appears below one of them
   */
  static void find(
      Database database, Manifest before, Manifest after, boolean sameView, Set<String> rootNames)
      throws SQLException, IOException {
    AttributeChanges.define(database, sameView);
    side(database, "before", before, sameView);
    side(database, "after", after, sameView);
    database.run(DIFFERENCE);
    if (!sameView) {
      database.run(ObjectStores.FOLDER_WITH_CONTENT.formatted("before", "after"));
      database.run(ObjectStores.FOLDER_WITH_CONTENT.formatted("after", "before"));
    }
    database.run(DIFFERING.formatted("before"));
    database.run(DIFFERING.formatted("after"));
    database.run(LONE.formatted("missing", "before", "after"));
    database.run(LONE.formatted("extra", "after", "before"));
    String names =
        rootNames.stream().sorted().map(Database::quoted).collect(Collectors.joining(", "));
    database.run(
        "CREATE TEMP TABLE root AS SELECT unnest([%s]::VARCHAR[]) AS name".formatted(names));
    database.run(NESTED);
    database.run(NESTED_FOLDER);
    database.run(FOLDER_THERE);
    database.run(CONCEALED);
    database.run(SWAPPED);
    database.run(AT_ITS_PLACE);
    Elsewhere.find(database);
  }

  private static void side(Database database, String name, Manifest manifest, boolean sameView)
      throws SQLException {
    database.run(
        """
        CREATE TEMP VIEW %s AS
        SELECT %s,
          CASE
            WHEN kind IN ('LINK', 'OTHER', 'UNKNOWN') THEN kind
            WHEN kind IN ('BUCKET', 'DIRECTORY') THEN 'FOLDER'
            ELSE 'FILE'
          END AS form
        FROM %s
        WHERE %s
        """
            .formatted(
                name,
                ShownKeys.all(database, manifest),
                manifest.rows(),
                sameView ? "true" : ObjectStores.IN_EVERY_VIEW));
  }
}
