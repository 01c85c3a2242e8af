package org.migrationauditor.verifier.quality;

import java.sql.SQLException;
import java.util.List;
import org.migrationauditor.verifier.manifest.Database;

/** Whether what instances refer to is in the same inventory. */
final class ReferenceCheck {
  private static final String KIND =
      """
      CREATE TEMP MACRO kind_of(sop_class) AS
        CASE
          WHEN NOT starts_with(sop_class, '1.2.840.10008.5.1.4.1.1.') THEN 'image or other'
          WHEN suffix(sop_class, '.1.1.88.59') THEN 'key object selection'
          WHEN contains(sop_class, '.4.1.1.88.') THEN 'structured report'
          WHEN contains(sop_class, '.4.1.1.11.') THEN 'presentation state'
          WHEN regexp_matches(sop_class, '\\.1\\.1\\.66\\.[45]$') THEN 'segmentation'
          WHEN regexp_matches(sop_class, '\\.1\\.1\\.66\\.[13]$') THEN 'registration'
          WHEN suffix(sop_class, '.1.1.481.3') THEN 'structure set'
          WHEN suffix(sop_class, '.1.1.481.2') THEN 'radiotherapy dose'
          WHEN regexp_matches(sop_class, '\\.1\\.1\\.481\\.[58]$') THEN 'radiotherapy plan'
          ELSE 'image or other'
        END
      """;

  private static final String REFERRING =
      """
      CREATE TEMP TABLE referring AS
      WITH reference AS (
        SELECT key, owner, study_uid, series_uid, sop_uid,
          coalesce(kind_of(sop_class_uid), 'image or other') AS object,
          unnest(string_split(refers_to, ' ')) AS target
        FROM instance WHERE refers_to IS NOT NULL),
      held AS (
        SELECT DISTINCT sop_uid FROM entry
        WHERE kind IN ('INSTANCE', 'COPY') AND sop_uid IS NOT NULL AND state <> 'PENDING_DELETE')
      SELECT key, owner, study_uid, series_uid, r.sop_uid, object, count(*) AS targets,
        count(*) FILTER (h.sop_uid IS NULL) AS dangling,
        min(target) FILTER (h.sop_uid IS NULL) AS example
      FROM reference r LEFT JOIN held h ON h.sop_uid = r.target
      GROUP BY key, owner, study_uid, series_uid, r.sop_uid, object
      """;

  private static final String DANGLING =
      """
      INSERT INTO finding
      SELECT 'DANGLING_REFERENCE', key, owner, study_uid, series_uid, sop_uid,
        format('{}: {} of {} references to what is not in the inventory, such as {}',
          object, dangling, targets, example),
        1, false
      FROM referring WHERE dangling > 0
      """;

  private static final String SUMS =
      """
      SELECT object, count(*), sum(targets)::BIGINT, sum(dangling)::BIGINT
      FROM referring GROUP BY object ORDER BY 4 DESC, 3 DESC, object
      """;

  private ReferenceCheck() {}

  /** Adds to the table {@code finding}; gives the sums of each kind of object. */
  static List<Referring> find(Database database) throws SQLException {
    database.run(KIND);
    database.run(REFERRING);
    database.run(DANGLING);
    return database.rows(
        row -> new Referring(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)),
        SUMS);
  }
}
