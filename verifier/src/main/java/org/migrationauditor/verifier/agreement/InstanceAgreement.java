package org.migrationauditor.verifier.agreement;

import java.sql.SQLException;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.manifest.Database;

/**
 * Instances that a PACS lists over the network against those of its database, or without one
 * against those of its disk, by study, series and instance. Content is never compared here: what
 * such a PACS sends is made anew from file and database.
 */
final class InstanceAgreement {
  /** Parameters: whether all was listed, the words for it. */
  private static final String NOT_LISTED =
      """
      INSERT INTO finding
      SELECT CASE WHEN ? THEN 'NOT_IN_WEB' ELSE 'UNREADABLE' END, key, owner, study_uid, series_uid,
        sop_uid, 'not listed by ' || ?
      FROM known k
      WHERE due AND NOT EXISTS (SELECT 1 FROM listed l WHERE l.sop_uid = k.sop_uid
        AND l.series_uid = k.series_uid AND l.study_uid = k.study_uid)
      """;

  /** Parameters: whether all is known, the code, the words. */
  private static final String NOT_KNOWN =
      """
      INSERT INTO finding
      SELECT CASE WHEN ? THEN ? ELSE 'UNREADABLE' END, key, owner, study_uid, series_uid, sop_uid,
        'listed by ' || ? || ', not in the ' || ?
      FROM listed l
      WHERE NOT EXISTS (SELECT 1 FROM known k WHERE k.sop_uid = l.sop_uid
          AND k.series_uid = l.series_uid AND k.study_uid = l.study_uid)
        AND NOT EXISTS (SELECT 1 FROM db p WHERE p.state = 'PURGED'
          AND p.series_uid = l.series_uid AND p.study_uid = l.study_uid)
      """;

  private static final String AGREED =
      """
      SELECT count(*) FROM listed l WHERE EXISTS (SELECT 1 FROM known k WHERE k.sop_uid = l.sop_uid
        AND k.series_uid = l.series_uid AND k.study_uid = l.study_uid)
      """;

  private InstanceAgreement() {}

  /** Adds findings; gives how many listed instances are known, over all views. */
  static long find(Database work, Sides sides) throws SQLException {
    View base = sides.has(View.PACS_DATABASE) ? View.PACS_DATABASE : View.DICOM_FILES;
    if (!sides.has(base)) {
      return 0;
    }
    work.run(
        """
        CREATE OR REPLACE TEMP VIEW known AS
        SELECT key, owner, study_uid, series_uid, sop_uid,
          state IN ('PRESENT', 'EXTERNAL') AND attribute(attributes, 'study-deleting') IS NULL AS due
        FROM %s WHERE kind = 'INSTANCE' AND state <> 'PURGED' AND complete AND sop_uid IS NOT NULL
        """
            .formatted(Sides.name(base)));
    boolean known = whole(work, base);
    String code = base == View.PACS_DATABASE ? "NOT_IN_DATABASE" : "ROW_WITHOUT_FILE";
    long agreed = 0;
    for (View view : sides.web()) {
      work.run(
          """
          CREATE OR REPLACE TEMP VIEW listed AS
          SELECT key, owner, study_uid, series_uid, sop_uid FROM %s WHERE kind = 'INSTANCE' AND complete
          """
              .formatted(Sides.name(view)));
      work.run(NOT_LISTED, whole(work, view), Sides.words(view));
      work.run(NOT_KNOWN, known, code, Sides.words(view), Sides.words(base));
      agreed += work.number(AGREED);
    }
    return agreed;
  }

  /** Whether a view could be read to its end, so that what it lacks is not there. */
  static boolean whole(Database work, View view) throws SQLException {
    return work.number("SELECT count(*) FROM %s WHERE NOT complete".formatted(Sides.name(view)))
        == 0;
  }
}
