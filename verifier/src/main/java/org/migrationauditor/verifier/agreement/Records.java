package org.migrationauditor.verifier.agreement;

import java.sql.SQLException;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.manifest.Database;

/**
 * What is recorded of files, as the table {@code claim}: by rows of the database, and by the
 * metadata files of series whose rows were purged, which are found on the disk. Each has the key
 * that its file would have on the disk, NULL where the folder of its storage was not read.
 */
final class Records {
  private static final String FROM_DATABASE =
      """
      CREATE TEMP TABLE record AS
      SELECT 'database' AS source, key, kind, owner, study_uid, series_uid, sop_uid,
        transfer_syntax, state, bytes, recorded_digest,
        attribute(attributes, 'storage') AS storage, attribute(attributes, 'path') AS path,
        attribute(attributes, 'unchecked-digest') IS NOT NULL AS unknown_digest,
        attribute(attributes, 'multi-ref') AS multi_ref,
        attribute(attributes, 'uid-remapped') IS NOT NULL AS remapped,
        attribute(attributes, 'study-deleting') IS NOT NULL AS deleting,
        attribute(attributes, 'detached') IS NOT NULL AS detached,
        NULL::VARCHAR AS metadata_key
      FROM db WHERE complete AND attribute(attributes, 'path') IS NOT NULL
      """;

  /** The copy of a record of metadata is one of its attributes, by a number from 2 on. */
  private static final String FROM_METADATA =
      """
      INSERT INTO record
      WITH purged AS (
        SELECT key, owner, study_uid, series_uid, sop_uid, bytes, recorded_digest, attributes,
          regexp_replace(key, '![^!]*$', '') AS metadata_key, unnest(range(1, 10)) AS copy
        FROM disk WHERE state = 'PURGED' AND complete),
      place AS (
        SELECT *, CASE copy WHEN 1 THEN '' ELSE 'copy.' || copy || '.' END AS prefix FROM purged)
      SELECT 'metadata', key, 'INSTANCE', owner, study_uid, series_uid, sop_uid,
        attribute(attributes, prefix || 'transfer-syntax'), 'PURGED',
        CASE copy WHEN 1 THEN bytes ELSE try_cast(attribute(attributes, prefix || 'bytes') AS BIGINT) END,
        CASE copy WHEN 1 THEN recorded_digest ELSE attribute(attributes, prefix || 'digest') END,
        attribute(attributes, prefix || 'storage'), attribute(attributes, prefix || 'path'),
        attribute(attributes, prefix || 'unchecked-digest') IS NOT NULL,
        attribute(attributes, prefix || 'multi-ref'), false, false, false, metadata_key
      FROM place WHERE attribute(attributes, prefix || 'path') IS NOT NULL
      """;

  /** Where a storage is: in a folder named by its id, or it is the folder itself. */
  private static final String STORAGE =
      """
      CREATE TEMP TABLE storage AS
      WITH used AS (SELECT DISTINCT storage FROM record),
      top AS (SELECT DISTINCT regexp_extract(key, '^[^/]*') AS name FROM disk WHERE contains(key, '/')),
      below AS (SELECT storage FROM used WHERE storage IN (SELECT name FROM top))
      SELECT storage,
        CASE
          WHEN storage IN (SELECT storage FROM below) THEN storage || '/'
          WHEN storage = ? THEN ''
          WHEN (SELECT count(*) FROM used) = 1 THEN ''
        END AS prefix
      FROM used
      """;

  /**
   * Metadata of a series that was not purged may be old: where there is a database, only files that
   * it names as all it has of a series count.
   */
  private static final String CLAIM =
      """
      CREATE TEMP TABLE claim AS
      WITH placed AS (
        SELECT r.*, s.prefix || r.path AS file_key FROM record r LEFT JOIN storage s USING (storage))
      SELECT * FROM placed
      WHERE source = 'database' OR NOT ? OR metadata_key IN (
        SELECT file_key FROM placed WHERE source = 'database' AND kind = 'SERIES')
      """;

  private Records() {}

  /**
   * Fills the tables {@code claim} and {@code storage}.
   *
   * @param rootName name of the folder that the disk's inventory was taken of
   */
  static void gather(Database database, Sides sides, String rootName) throws SQLException {
    database.run(FROM_DATABASE);
    database.run(FROM_METADATA);
    database.run(STORAGE, rootName);
    database.run(CLAIM, sides.has(View.PACS_DATABASE));
  }
}
