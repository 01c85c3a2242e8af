package org.migrationauditor.verifier.agreement;

import java.sql.SQLException;
import java.util.List;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.manifest.Database;

/** Whether a view agrees with itself. */
final class RowAgreement {
  private static final List<String> ROWS =
      List.of(
          // several members of a TAR have one mark, which says nothing of sharing
          """
          INSERT INTO finding
          SELECT 'PATH_CLAIMED_TWICE', storage || '/' || path, 'unassigned', NULL, NULL, NULL,
            count(*) || ' rows claim it, with ' || count(DISTINCT bytes) || ' sizes, '
              || count(DISTINCT recorded_digest) || ' digests and ' || count(DISTINCT multi_ref)
              || ' marks of sharing'
          FROM claim WHERE source = 'database' GROUP BY storage, path
          HAVING count(*) > 1 AND (contains(path, '!') OR bool_or(multi_ref IS NULL)
            OR count(DISTINCT multi_ref) > 1 OR count(DISTINCT bytes) > 1
            OR count(DISTINCT recorded_digest) > 1)
          """,
          """
          INSERT INTO finding
          SELECT CASE WHEN attribute(attributes, 'metadata-only') IS NULL THEN 'ROW_WITHOUT_FILE'
                      ELSE 'NOT_COMPARED' END, key, owner, study_uid, series_uid, sop_uid, problem
          FROM db
          WHERE complete AND kind = 'INSTANCE' AND state IN ('PRESENT', 'REJECTED')
            AND attribute(attributes, 'path') IS NULL
          """,
          """
          INSERT INTO finding
          SELECT 'NOT_COMPARED', key, owner, study_uid, series_uid, sop_uid,
            'kept by another archive, which was not read'
          FROM db WHERE complete AND state = 'EXTERNAL'
          """,
          """
          INSERT INTO finding
          SELECT 'NOT_IN_DATABASE', key, owner, study_uid, series_uid, sop_uid,
            'its location belongs to no instance'
          FROM claim WHERE detached
          """);

  private RowAgreement() {}

  static void find(Database work, Sides sides) throws SQLException {
    for (String rows : ROWS) {
      work.run(rows);
    }
    for (View view : sides.pacs()) {
      if (view != View.METADATA_INDEX) {
        work.run(
            """
            INSERT INTO finding
            SELECT 'UID_IN_TWO_SERIES', min(key), min(owner), NULL, NULL, sop_uid,
              ? || ': in ' || count(DISTINCT concat_ws('/', study_uid, series_uid)) || ' series'
            FROM %s
            WHERE complete AND kind = 'INSTANCE' AND state <> 'PURGED' AND sop_uid IS NOT NULL
            GROUP BY sop_uid HAVING count(DISTINCT concat_ws('/', study_uid, series_uid)) > 1
            """
                .formatted(Sides.name(view)),
            Sides.words(view));
      }
    }
  }
}
