package org.migrationauditor.verifier.quality;

import java.sql.SQLException;
import java.util.List;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.manifest.Database;
import org.migrationauditor.verifier.manifest.InventoryReader;

/** What is remarkable about entries, each by itself, or was not examined. */
final class Remarks {
  private static final List<String> OF_ENTRIES =
      List.of(
          """
          INSERT INTO finding
          SELECT 'UNREADABLE', key, owner, study_uid, series_uid, sop_uid, problem, 1,
            owner = 'unassigned'
          FROM entry WHERE NOT complete
          """,
          """
          INSERT INTO finding
          SELECT 'EMPTY', './', 'unassigned', NULL, NULL, NULL, 'no instance or series', 0, true
          WHERE NOT EXISTS (SELECT 1 FROM counted)
          """,
          """
          INSERT INTO finding
          SELECT 'NOT_EXAMINED', './', 'unassigned', NULL, NULL, NULL,
            format('{} of {} known from a record only: references, patients and conformance not examined',
              count(*) FILTER (structure IS NULL), count(*)),
            count(*) FILTER (structure IS NULL), true
          FROM counted HAVING count(*) FILTER (structure IS NULL) > 0
          """,
          """
          INSERT INTO finding
          SELECT %s, key, owner, study_uid, series_uid, sop_uid, problem, 1, false
          FROM entry WHERE complete AND structure <> 'SOUND'
          """
              .formatted(InventoryReader.STRUCTURE_CODE),
          """
          INSERT INTO finding
          WITH remarked AS (
            SELECT key, owner, study_uid, series_uid, sop_uid,
              unnest(string_split(remarks, ' ')) AS code
            FROM entry WHERE complete AND remarks IS NOT NULL)
          SELECT code, min(key), owner, study_uid, series_uid,
            CASE count(*) WHEN 1 THEN min(sop_uid) END,
            CASE count(*) WHEN 1 THEN 'in this instance'
                          ELSE format('in {} instances of its series', count(*)) END,
            count(*), false
          FROM remarked GROUP BY code, owner, study_uid, series_uid
          """);

  private Remarks() {}

  /** Fills the table {@code finding} and makes the views {@code counted} and {@code instance}. */
  static void find(Database database, View view) throws SQLException {
    database.run(
        """
        CREATE TEMP TABLE finding (
          code VARCHAR NOT NULL, key VARCHAR NOT NULL, owner VARCHAR NOT NULL, study_uid VARCHAR,
          series_uid VARCHAR, sop_uid VARCHAR, detail VARCHAR NOT NULL, entries BIGINT NOT NULL,
          concerns_all BOOLEAN NOT NULL)
        """);
    database.run(
        """
        CREATE TEMP VIEW instance AS
        SELECT * FROM entry
        WHERE kind = 'INSTANCE' AND state NOT IN ('PENDING_DELETE', 'ORPHANED', 'PURGED')
        """);
    database.run(
        "CREATE TEMP VIEW counted AS "
            + (view == View.METADATA_INDEX
                ? "SELECT * FROM entry WHERE kind = 'SERIES'"
                : "SELECT * FROM instance"));
    for (String remark : OF_ENTRIES) {
      database.run(remark);
    }
  }
}
