package org.migrationauditor.verifier.agreement;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.manifest.Database;

/**
 * Thumbnails in an object store against series. Kaapana stores one for each series of segmentations
 * and structure sets, as {@code batch/<series>/generate-segmentation-thumbnail/<series>.png} in
 * bucket {@code thumbnails} until 0.4.0, as {@code thumbnails/<series>.png} in the bucket of a
 * project since; of other series there may be one.
 */
final class ThumbnailAgreement {
  private static final String THUMBNAIL =
      """
      CREATE TEMP TABLE thumbnail AS
      SELECT key, owner,
        CASE WHEN old[1] <> '' AND old[1] = old[2] THEN old[1]
             ELSE nullif(project, '') END AS series_uid
      FROM (
        SELECT key, owner,
          list_value(regexp_extract(key, '^thumbnails/batch/([0-9.]{1,64})/', 1),
            regexp_extract(
              key, '^[^/]*/[^/]*/[^/]*/generate-segmentation-thumbnail/([0-9.]{1,64})[.]png$', 1)) AS old,
          regexp_extract(key, '^project-[^/]+/thumbnails/([0-9.]{1,64})[.]png$', 1) AS project
        FROM store WHERE kind = 'OBJECT' AND complete AND regexp_matches(key, '^(thumbnails|project-[^/]+/thumbnails)/'))
      """;

  /**
   * Series by what each view tells of them. Which are there is for the database to say, else for
   * the disk, else for what the archive lists, else for the index; a modality may be told by any.
   */
  private static final String DEPICTED =
      """
      CREATE TEMP TABLE depicted AS
      SELECT series_uid, min(study_uid) AS study_uid, min(owner) AS owner, bool_or(due) AS due,
        max(modality) AS modality
      FROM (
        SELECT series_uid, study_uid, owner, modality, state IN ('PRESENT', 'PURGED')
          AND attribute(attributes, 'study-deleting') IS NULL AS due FROM db
        UNION ALL
        SELECT series_uid, study_uid, owner, modality, NOT $1 FROM disk
        UNION ALL
        SELECT series_uid, study_uid, owner, modality, NOT $1 AND NOT $2 FROM dicomweb
        UNION ALL
        SELECT series_uid, study_uid, owner, modality, NOT $1 AND NOT $2 FROM dimse
        UNION ALL
        SELECT series_uid, study_uid, owner, modality, NOT $1 AND NOT $2 AND NOT $3 FROM idx)
      WHERE series_uid IS NOT NULL GROUP BY series_uid
      """;

  private static final String WITHOUT_THUMBNAIL =
      """
      INSERT INTO finding
      SELECT CASE WHEN modality IS NULL THEN 'NOT_COMPARED' WHEN ? THEN 'NO_THUMBNAIL'
             ELSE 'UNREADABLE' END, series_uid, owner, study_uid, series_uid, NULL,
        CASE WHEN modality IS NULL THEN 'no view tells its modality, nor is there a thumbnail of it'
             ELSE 'a series of ' || modality || ', and no object is its thumbnail' END
      FROM depicted
      WHERE due AND (modality IS NULL OR modality IN ('SEG', 'RTSTRUCT'))
        AND series_uid NOT IN (SELECT series_uid FROM thumbnail WHERE series_uid IS NOT NULL)
      """;

  private static final String WITHOUT_SERIES =
      """
      INSERT INTO finding
      SELECT CASE WHEN series_uid IS NULL THEN 'NOT_COMPARED' WHEN ? THEN 'THUMBNAIL_WITHOUT_SERIES'
             ELSE 'UNREADABLE' END, key, owner, NULL, series_uid, NULL,
        CASE WHEN series_uid IS NULL THEN 'lies with the thumbnails, and its key names no series'
             ELSE 'the thumbnail of a series that is in no other view' END
      FROM thumbnail
      WHERE series_uid IS NULL OR series_uid NOT IN (SELECT series_uid FROM depicted)
      """;

  private ThumbnailAgreement() {}

  /** Adds findings; gives how many series have a thumbnail. */
  static long find(Database work, Sides sides) throws SQLException {
    @Nullable View store = sides.store();
    if (store == null) {
      return 0;
    }
    work.run(THUMBNAIL);
    work.run(
        DEPICTED,
        sides.has(View.PACS_DATABASE),
        sides.has(View.DICOM_FILES),
        !sides.web().isEmpty());
    work.run(WITHOUT_THUMBNAIL, InstanceAgreement.whole(work, store));
    boolean whole = true;
    for (View view : sides.pacs()) {
      whole &= InstanceAgreement.whole(work, view);
    }
    work.run(WITHOUT_SERIES, whole);
    return work.number(
        "SELECT count(*) FROM depicted WHERE series_uid IN (SELECT series_uid FROM thumbnail)");
  }
}
