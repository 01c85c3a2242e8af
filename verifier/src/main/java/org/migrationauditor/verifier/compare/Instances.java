package org.migrationauditor.verifier.compare;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.migrationauditor.verifier.manifest.Database;

/**
 * Second half of a comparison: how much of a changed DICOM instance stayed the same, and where else
 * a missing one is.
 *
 * <p>Bytes differ and the instance does not (REENCODED) when the digest of its data set and that of
 * its pixel data, which hold in every transfer syntax of native pixels, are equal; in any other
 * syntax they are only when it is the same on both sides. In different ones the digests of decoded
 * pixels tell (TRANSCODED); Planar Configuration (0028,0006) may then differ, which those digests
 * allow for. Between two lossless syntaxes of which one is not decoded here nothing tells whether
 * the pixels are the same (PIXELS_NOT_COMPARED); the photometric interpretation (0028,0004) may
 * then differ too, as JPEG 2000 transforms colours (PS3.5 8.2.4). A file that was not understood to
 * its end has no digest of its data set, so that nothing milder than DIGEST_MISMATCH is said of it.
 *
 * <p>A missing and an extra instance of one owner with the same SOP Instance UID, which no other
 * missing or extra one has, are one instance that was moved and changed.
 */
final class Instances {
  private static final List<String> STATEMENTS =
      List.of(
          """
          CREATE TEMP MACRO native(syntax) AS
            syntax IN ('1.2.840.10008.1.2', '1.2.840.10008.1.2.1', '1.2.840.10008.1.2.2',
              '1.2.840.10008.1.2.1.99')
          """,
          """
          CREATE TEMP MACRO lossless(syntax) AS
            native(syntax) OR syntax IN ('1.2.840.10008.1.2.5', '1.2.840.10008.1.2.4.57',
              '1.2.840.10008.1.2.4.70', '1.2.840.10008.1.2.4.80', '1.2.840.10008.1.2.4.90',
              '1.2.840.10008.1.2.4.92', '1.2.840.10008.1.2.4.110', '1.2.840.10008.1.2.4.201',
              '1.2.840.10008.1.2.4.202')
          """,
          """
          CREATE TEMP MACRO changed_tags(changes) AS
            list_distinct(list_transform(list_filter(string_split(changes, ', '),
              lambda change: change <> ''), lambda change: left(change, 11)))
          """,
          """
          CREATE TEMP MACRO only_changed(changes, tags) AS
            coalesce(list_has_all(tags, changed_tags(changes)), false)
          """,
          """
          CREATE TEMP TABLE restored AS
          WITH instance AS (
            SELECT *, count(*) OVER (PARTITION BY code, sop_uid) AS named_so
            FROM (
              SELECT l.code, l.key, l.owner, coalesce(b.sop_uid, a.sop_uid) AS sop_uid
              FROM lone l
              LEFT JOIN differing_before b ON b.key = l.key
              LEFT JOIN differing_after a ON a.key = l.key
              WHERE coalesce(b.kind, a.kind) = 'INSTANCE'
                AND l.key NOT IN (SELECT key FROM moved UNION ALL SELECT found_at FROM moved)))
          SELECT m.key, e.key AS found_at
          FROM instance m JOIN instance e USING (sop_uid, owner, named_so)
          WHERE m.code = 'MISSING' AND e.code = 'EXTRA' AND named_so = 1
          """);

  /** What became of an instance that has other bytes; compared as far as both were understood. */
  private static final String PAIR =
      """
      CREATE TEMP TABLE pair AS
      SELECT *,
        row_number() OVER (ORDER BY key) AS nth,
        CASE
          WHEN (same_syntax OR NOT has_pixels) AND same_stored THEN 'STORED'
          WHEN same_decoded THEN 'DECODED'
          WHEN has_pixels AND NOT same_syntax AND lossless AND same_decoded IS NULL THEN 'UNKNOWN'
          ELSE 'OTHER'
        END AS pixels
      FROM (
        SELECT c.*, a.digest AS after_digest,
          b.dataset_digest = a.dataset_digest AS same_set,
          b.pixel_digest IS NOT DISTINCT FROM a.pixel_digest AS same_stored,
          b.decoded_digest = a.decoded_digest AS same_decoded,
          b.pixel_digest IS NOT NULL AND a.pixel_digest IS NOT NULL AS has_pixels,
          (b.transfer_syntax = a.transfer_syntax
            OR (native(b.transfer_syntax) AND native(a.transfer_syntax))) IS TRUE AS same_syntax,
          (lossless(b.transfer_syntax) AND lossless(a.transfer_syntax)) IS TRUE AS lossless
        FROM (
          SELECT key, NULL AS found_at, key AS after_key, code FROM at_its_place
          WHERE code IN ('DIGEST_MISMATCH', 'TRUNCATED') AND other IS NULL
          UNION ALL SELECT key, found_at, found_at, 'DIGEST_MISMATCH' FROM restored) c
        JOIN differing_before b ON b.key = c.key
        JOIN differing_after a ON a.key = c.after_key
        WHERE b.kind = 'INSTANCE' AND a.kind = 'INSTANCE')
      """;

  private static final String CHANGED =
      """
      CREATE TEMP TABLE changed_instance AS
      SELECT key, found_at, after_digest, same_set, pixels, changes,
        CASE
          WHEN same_set IS NULL OR pixels = 'OTHER' THEN code
          WHEN pixels = 'UNKNOWN' THEN
            CASE WHEN only_changed(changes, ['(0028,0004)', '(0028,0006)'])
              THEN 'PIXELS_NOT_COMPARED' ELSE code END
          WHEN same_set AND pixels = 'STORED' THEN 'REENCODED'
          WHEN pixels = 'DECODED' AND only_changed(changes, ['(0028,0006)']) THEN 'TRANSCODED'
          WHEN has_pixels THEN 'PIXELS_SAME'
          ELSE code
        END AS code
      FROM (
        SELECT p.*, CASE WHEN p.same_set THEN '' ELSE e.changes END AS changes
        FROM pair p LEFT JOIN element_change e ON e.key = p.key)
      """;

  private Instances() {}

  /**
   * Makes the table {@code changed_instance}; needs {@code lone} and {@code moved}. Its {@code
   * changes} are those of {@link ElementChanges}: empty for none, null when they are not known.
   */
  static void find(Database database) throws SQLException, IOException {
    for (String statement : STATEMENTS) {
      database.run(statement);
    }
    database.run(PAIR);
    ElementChanges.find(database);
    database.run(CHANGED);
  }
}
