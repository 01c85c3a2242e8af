package org.migrationauditor.verifier.agreement;

import java.sql.SQLException;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.manifest.Database;

/** Series of the metadata index against those of every other view. */
final class SeriesAgreement {
  private static final String KNOWN =
      """
      CREATE TEMP TABLE known_series AS
      SELECT series_uid, min(study_uid) AS study_uid, min(owner) AS owner, bool_or(due) AS due
      FROM (
        SELECT series_uid, study_uid, owner, state = 'PURGED' OR (kind = 'INSTANCE'
            AND state = 'PRESENT' AND attribute(attributes, 'path') IS NOT NULL
            AND attribute(attributes, 'study-deleting') IS NULL) AS due
        FROM db
        UNION ALL
        SELECT series_uid, study_uid, owner, NOT $1 AND kind = 'INSTANCE' FROM disk
        UNION ALL
        SELECT series_uid, study_uid, owner, NOT $1 AND NOT $2 FROM dicomweb
        UNION ALL
        SELECT series_uid, study_uid, owner, NOT $1 AND NOT $2 FROM dimse)
      WHERE series_uid IS NOT NULL GROUP BY series_uid
      """;

  private static final String NOT_IN_INDEX =
      """
      INSERT INTO finding
      SELECT CASE WHEN ? THEN 'NOT_IN_INDEX' ELSE 'UNREADABLE' END, series_uid, owner, study_uid,
        series_uid, NULL, 'no document of the metadata index is of this series'
      FROM known_series
      WHERE due AND series_uid NOT IN (
        SELECT series_uid FROM idx WHERE complete AND series_uid IS NOT NULL)
      """;

  private static final String ONLY_IN_INDEX =
      """
      INSERT INTO finding
      SELECT CASE WHEN ? THEN 'ONLY_IN_INDEX' ELSE 'UNREADABLE' END, key, owner, study_uid,
        series_uid, NULL, 'in the metadata index and in no other view'
      FROM idx
      WHERE complete AND kind = 'SERIES' AND (series_uid IN (SELECT series_uid FROM known_series))
        IS NOT TRUE
      """;

  private SeriesAgreement() {}

  /** Adds findings; gives how many series of the index are known. */
  static long find(Database work, Sides sides) throws SQLException {
    if (!sides.has(View.METADATA_INDEX) || sides.pacs().size() < 2) {
      return 0;
    }
    work.run(KNOWN, sides.has(View.PACS_DATABASE), sides.has(View.DICOM_FILES));
    boolean others = true;
    for (View view : sides.pacs()) {
      others &= view == View.METADATA_INDEX || InstanceAgreement.whole(work, view);
    }
    work.run(NOT_IN_INDEX, InstanceAgreement.whole(work, View.METADATA_INDEX));
    work.run(ONLY_IN_INDEX, others);
    return work.number(
        """
        SELECT count(DISTINCT series_uid) FROM idx
        WHERE complete AND series_uid IN (SELECT series_uid FROM known_series)
        """);
  }
}
