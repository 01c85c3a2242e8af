package org.migrationauditor.verifier.compare;

import java.sql.SQLException;
import java.util.List;
import org.migrationauditor.verifier.manifest.Database;

/**
 * Second half of a comparison: how much of a changed DICOM instance stayed the same, and where else
 * a missing one is.
 *
 * <p>Bytes differ and the instance does not (REENCODED) when the digest of its data set and that of
 * its pixel data, which hold in every transfer syntax of native pixels, are equal; in any other
 * syntax they are only when it is the same on both sides. A file that was not understood to its end
 * has no digest of its data set, so that nothing milder than DIGEST_MISMATCH is said of it.
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
          CREATE TEMP TABLE restored AS
          WITH instance AS (
            SELECT *, count(*) OVER (PARTITION BY code, sop_uid) AS named_so
            FROM (
              SELECT l.code, l.key, l.owner, coalesce(b.sop_uid, a.sop_uid) AS sop_uid
              FROM lone l
              LEFT JOIN before b ON b.key = l.key
              LEFT JOIN after a ON a.key = l.key
              WHERE coalesce(b.kind, a.kind) = 'INSTANCE'
                AND l.key NOT IN (SELECT key FROM moved UNION ALL SELECT found_at FROM moved)))
          SELECT m.key, e.key AS found_at
          FROM instance m JOIN instance e USING (sop_uid, owner, named_so)
          WHERE m.code = 'MISSING' AND e.code = 'EXTRA' AND named_so = 1
          """,
          """
          CREATE TEMP TABLE changed_instance AS
          SELECT key, found_at, after_digest,
            CASE
              WHEN same_set IS NULL OR NOT same_pixels OR NOT same_syntax THEN code
              WHEN same_set THEN 'REENCODED'
              WHEN has_pixels THEN 'PIXELS_SAME'
              ELSE code
            END AS code
          FROM (
            SELECT c.key, c.found_at, c.code, a.digest AS after_digest,
              b.pixel_digest IS NOT DISTINCT FROM a.pixel_digest AS same_pixels,
              b.pixel_digest IS NOT NULL AS has_pixels,
              b.dataset_digest = a.dataset_digest AS same_set,
              (b.transfer_syntax = a.transfer_syntax
                OR (native(b.transfer_syntax) AND native(a.transfer_syntax))) IS TRUE AS same_syntax
            FROM (
              SELECT key, NULL AS found_at, key AS after_key, code FROM at_its_place
              WHERE code IN ('DIGEST_MISMATCH', 'TRUNCATED') AND other IS NULL
              UNION ALL SELECT key, found_at, found_at, 'DIGEST_MISMATCH' FROM restored) c
            JOIN before b ON b.key = c.key
            JOIN after a ON a.key = c.after_key
            WHERE b.kind = 'INSTANCE' AND a.kind = 'INSTANCE')
          WHERE same_set IS NOT NULL OR found_at IS NOT NULL
          """);

  private Instances() {}

  /** Makes the table {@code changed_instance}; needs {@code lone} and {@code moved}. */
  static void find(Database database) throws SQLException {
    for (String statement : STATEMENTS) {
      database.run(statement);
    }
  }
}
