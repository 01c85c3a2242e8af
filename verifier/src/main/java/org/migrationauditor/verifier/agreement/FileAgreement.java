package org.migrationauditor.verifier.agreement;

import java.sql.SQLException;
import java.util.List;
import org.migrationauditor.verifier.manifest.Database;

/** Files of the disk against what is recorded of them, both ways. */
final class FileAgreement {
  private static final String FILE =
      """
      CREATE TEMP VIEW file AS
      SELECT * FROM disk WHERE state <> 'PURGED' AND kind NOT IN ('DIRECTORY', 'UNKNOWN')
      """;

  /** Digest of a file, of the kind that was recorded; NULL when none of it was computed. */
  private static final String COMPUTED =
      """
      CREATE TEMP MACRO computed(recorded, sha256, attributes) AS CASE
        WHEN starts_with(recorded, 'sha256:') THEN 'sha256:' || sha256
        WHEN starts_with(recorded, 'md5:') THEN 'md5:' || attribute(attributes, 'md5')
        WHEN starts_with(recorded, 'sha1:') THEN 'sha1:' || attribute(attributes, 'sha1')
      END
      """;

  /** Keys of what the walk could not look into, as what keys below them begin with. */
  private static final String UNLISTED =
      """
      CREATE TEMP TABLE unlisted AS
      SELECT CASE WHEN key = './' THEN '' WHEN regexp_matches(key, '[/!]$') THEN key
                  ELSE key || '/' END AS prefix, key
      FROM disk WHERE kind IN ('DIRECTORY', 'UNKNOWN') AND NOT complete
      """;

  /**
   * Every claim and its file. The size in a record of metadata has only 32 bits. UIDs of a shared
   * file are those of one of the instances, which metadata does not tell.
   */
  private static final String CHECKED =
      """
      CREATE TEMP TABLE checked AS
      WITH met AS (
        SELECT c.*, f.key IS NOT NULL AS there, f.complete AS readable, f.bytes AS file_bytes,
          f.owner AS file_owner, f.kind AS file_kind, f.study_uid AS file_study,
          f.series_uid AS file_series, f.sop_uid AS file_sop,
          f.transfer_syntax AS file_syntax,
          computed(c.recorded_digest, f.digest, f.attributes) AS computed,
          f.key IS NULL AND EXISTS (
            SELECT 1 FROM unlisted u
            WHERE c.file_key = u.key OR starts_with(c.file_key, u.prefix)) AS concealed
        FROM claim c LEFT JOIN file f ON f.key = c.file_key
        WHERE c.file_key IS NOT NULL)
      SELECT *,
        there AND readable AND state <> 'PENDING_DELETE' AS checkable,
        CASE source WHEN 'metadata' THEN bytes <> file_bytes % 4294967296
                    ELSE bytes <> file_bytes END IS TRUE AS other_size,
        (recorded_digest <> computed) IS TRUE AS other_digest,
        recorded_digest IS NULL OR computed IS NULL AS unchecked_digest,
        kind IN ('INSTANCE', 'COPY') AND sop_uid IS NOT NULL AND NOT remapped
          AND NOT (source = 'metadata' AND multi_ref IS NOT NULL AND NOT contains(path, '!'))
          AND (file_kind <> 'INSTANCE' OR file_sop IS DISTINCT FROM sop_uid
            OR file_series IS DISTINCT FROM series_uid OR file_study IS DISTINCT FROM study_uid
            OR (file_syntax <> transfer_syntax) IS TRUE) AS other_identity
      FROM met
      """;

  /** Files that hold members which are claimed. */
  private static final String CONTAINER =
      """
      CREATE TEMP TABLE container AS
      SELECT DISTINCT regexp_extract(file_key, '^[^!]*') AS key FROM claim WHERE contains(file_key, '!')
      """;

  private static final String OF_CLAIM =
      """
      INSERT INTO finding
      SELECT '%s', coalesce(file_key, key), coalesce(file_owner, owner), study_uid, series_uid,
        sop_uid, %s
      FROM checked WHERE %s
      """;

  private static final String WANTED_FILE =
      "NOT there AND state IN ('PRESENT', 'REJECTED', 'ORPHANED', 'PURGED')";
  private static final String UNOPENED =
      """
      contains(file_key, '!') AND NOT regexp_matches(regexp_extract(file_key, '^[^!]*'), '(?i)\\.tar$')
        AND regexp_extract(file_key, '^[^!]*') IN (SELECT key FROM file)""";

  private static final List<String> CLAIMS =
      List.of(
          OF_CLAIM.formatted(
              "ROW_WITHOUT_FILE",
              "'a record of ' || coalesce(bytes || ' bytes', 'unknown size') || ' in the ' || source || ' as ' || state || ', no file'",
              WANTED_FILE + " AND NOT deleting AND NOT concealed AND NOT (" + UNOPENED + ")"),
          OF_CLAIM.formatted(
              "UNREADABLE",
              "'not seen on the disk, where a folder or container was not listed to its end'",
              WANTED_FILE + " AND concealed"),
          OF_CLAIM.formatted(
              "NOT_COMPARED",
              "'its TAR file is not named *.tar and was not looked into'",
              WANTED_FILE + " AND NOT deleting AND NOT concealed AND " + UNOPENED),
          OF_CLAIM.formatted(
              "NOT_COMPARED",
              "'no file, and its study is being deleted'",
              WANTED_FILE + " AND deleting AND NOT concealed"),
          OF_CLAIM.formatted(
              "SIZE_DISAGREES",
              "'the ' || source || ' records ' || bytes || ' bytes, the file has ' || file_bytes",
              "checkable AND other_size"),
          OF_CLAIM.formatted(
              "RECORDED_DIGEST_DISAGREES",
              "'the ' || source || ' records ' || recorded_digest || ', the file has ' || computed",
              "checkable AND other_digest"),
          OF_CLAIM.formatted(
              "NOT_COMPARED",
              """
              CASE WHEN recorded_digest IS NOT NULL THEN 'no ' || regexp_extract(recorded_digest, '^[^:]*')
                     || ' was computed of the file, by which to check the recorded one'
                   WHEN unknown_digest THEN 'a digest of an unknown algorithm is recorded'
                   ELSE 'no digest of the file is recorded' END""",
              "checkable AND unchecked_digest AND NOT other_size"),
          OF_CLAIM.formatted(
              "IDENTITY_DISAGREES",
              """
              CASE WHEN file_kind <> 'INSTANCE' THEN 'the file is no DICOM instance'
                   ELSE 'the file names itself ' || concat_ws(' ', file_study, file_series, file_sop,
                          file_syntax)
                        || ', the ' || source || ' '
                        || concat_ws(' ', study_uid, series_uid, sop_uid, transfer_syntax) END""",
              "checkable AND other_identity"),
          """
          INSERT INTO finding
          SELECT 'NOT_COMPARED', storage || '/', 'unassigned', NULL, NULL, NULL,
            count(*) || ' records of storage ''' || storage || ''', whose folder was not read'
          FROM claim WHERE file_key IS NULL GROUP BY storage
          """,
          """
          INSERT INTO finding
          SELECT 'RECORDED_DIGEST_DISAGREES', key, owner, study_uid, series_uid, sop_uid, problem
          FROM file
          WHERE complete AND recorded_digest <> computed(recorded_digest, digest, attributes)
          """);

  /**
   * Files that nothing claims. Where a series was purged and its metadata could not be used, nobody
   * knows whether they are claimed.
   */
  private static final String UNCLAIMED =
      """
      INSERT INTO finding
      WITH unclaimed AS (
        SELECT f.*,
          (f.series_uid IN (SELECT series_uid FROM db WHERE state = 'PURGED')
            AND f.series_uid NOT IN (SELECT series_uid FROM claim
                                     WHERE source = 'metadata' AND series_uid IS NOT NULL))
          OR EXISTS (SELECT 1 FROM db d WHERE NOT d.complete AND d.kind = 'SERIES'
                     AND starts_with(d.key, f.study_uid || '/' || f.series_uid || '#')) AS purged
        FROM file f
        WHERE f.complete
          AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.file_key = f.key)
          AND NOT EXISTS (SELECT 1 FROM container t
                          WHERE t.key = f.key OR t.key || '!MD5SUM' = f.key))
      SELECT CASE WHEN purged THEN 'NOT_COMPARED' ELSE 'FILE_WITHOUT_ROW' END, key, owner, study_uid,
        series_uid, sop_uid,
        CASE WHEN purged THEN 'its series was purged, and its metadata was not read'
             ELSE 'a file of ' || bytes || ' bytes, no row of the database claims it' END
      FROM unclaimed
      """;

  private FileAgreement() {}

  /**
   * Adds findings; gives how many claims were found true, their recorded digest included.
   *
   * @param database whether there is one, without which a file needs no row
   */
  static long find(Database work, boolean database) throws SQLException {
    work.run(FILE);
    work.run(COMPUTED);
    work.run(UNLISTED);
    work.run(CHECKED);
    work.run(CONTAINER);
    for (String claims : CLAIMS) {
      work.run(claims);
    }
    if (database) {
      work.run(UNCLAIMED);
    }
    return work.number(
        """
        SELECT count(*) FROM checked
        WHERE checkable AND NOT other_size AND NOT other_digest AND NOT unchecked_digest
          AND NOT other_identity
        """);
  }
}
