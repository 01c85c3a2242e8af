package org.migrationauditor.verifier.quality;

import java.sql.SQLException;
import java.util.List;
import org.migrationauditor.verifier.manifest.Database;

/** Where instances of one inventory contradict each other. */
final class Conflicts {
  private static final String OWNER =
      "CASE count(DISTINCT owner) WHEN 1 THEN min(owner) ELSE 'unassigned' END";

  private static final String OF_PATIENT =
      """
      INSERT INTO finding
      WITH detailed AS (
        SELECT key, owner, patient, nullif(split_part(patient_details, ' ', 1), '-') AS name,
          nullif(split_part(patient_details, ' ', 2), '-') AS birth_date,
          nullif(split_part(patient_details, ' ', 3), '-') AS sex
        FROM instance WHERE patient IS NOT NULL AND patient_details IS NOT NULL),
      sums AS (
        SELECT patient, min(key) AS key, %s AS owner, count(DISTINCT owner) > 1 AS shared,
          count(*) AS entries, count(DISTINCT name) AS names,
          count(DISTINCT birth_date) AS birth_dates, count(DISTINCT sex) AS sexes
        FROM detailed GROUP BY patient)
      SELECT 'PATIENT_CONFLICT', key, owner, NULL, NULL, NULL,
        format('pseudonym {}: ', patient) || concat_ws(', ',
          CASE WHEN names > 1 THEN names || ' names' END,
          CASE WHEN birth_dates > 1 THEN birth_dates || ' birth dates' END,
          CASE WHEN sexes > 1 THEN sexes || ' sexes' END),
        entries, shared
      FROM sums WHERE names > 1 OR birth_dates > 1 OR sexes > 1
      """
          .formatted(OWNER);

  private static final List<String> CONFLICTS =
      List.of(
          OF_PATIENT,
          conflict(
              "STUDY_OF_SEVERAL_PATIENTS",
              "study_uid, NULL, NULL",
              "count(DISTINCT patient) || ' patients'",
              "study_uid",
              "count(DISTINCT patient) > 1"),
          conflict(
              "SERIES_IN_SEVERAL_STUDIES",
              "NULL, series_uid, NULL",
              "count(DISTINCT study_uid) || ' studies'",
              "series_uid",
              "count(DISTINCT study_uid) > 1"),
          conflict(
              "SERIES_OF_SEVERAL_MODALITIES",
              "min(study_uid), series_uid, NULL",
              """
              format('{} modalities, such as {} and {}', count(DISTINCT modality), min(modality),
                max(modality))""",
              "series_uid",
              "count(DISTINCT modality) > 1"),
          conflict(
              "UID_TWICE",
              "min(study_uid), min(series_uid), sop_uid",
              """
              count(*) || ' entries in ' || count(DISTINCT series_uid) || ' series, '
                || CASE WHEN count(digest) < count(*) THEN 'not all of which were read'
                        WHEN count(DISTINCT digest) = 1 THEN 'all of the same bytes'
                        ELSE 'with ' || count(DISTINCT digest) || ' different contents' END""",
              "sop_uid",
              "count(*) > 1"));

  private Conflicts() {}

  private static String conflict(
      String code, String uids, String detail, String by, String condition) {
    return """
    INSERT INTO finding
    SELECT '%s', min(key), %s, %s, %s, count(*), count(DISTINCT owner) > 1
    FROM instance WHERE %s IS NOT NULL GROUP BY %s HAVING %s
    """
        .formatted(code, OWNER, uids, detail, by, by, condition);
  }

  /** Adds to the table {@code finding}. */
  static void find(Database database) throws SQLException {
    for (String conflict : CONFLICTS) {
      database.run(conflict);
    }
  }
}
