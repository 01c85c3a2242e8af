package org.migrationauditor.verifier.pacsdb;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which tables and columns a database has. dcm4chee keeps no version of its schema, and an upgraded
 * database differs from a fresh one of the same version, so each column is looked for itself.
 */
final class Schema {
  private static final List<String> NEEDED =
      List.of(
          "study.pk study.study_iuid",
          "series.pk series.study_fk series.series_iuid series.metadata_fk series.inst_purge_state",
          "instance.pk instance.series_fk instance.sop_iuid instance.sop_cuid",
          "instance.ext_retrieve_aet",
          "location.pk location.instance_fk location.storage_id location.storage_path",
          "location.object_size location.digest location.tsuid location.status",
          "location.object_type location.multi_ref location.uidmap_fk",
          "metadata.pk metadata.storage_id metadata.storage_path metadata.object_size",
          "metadata.digest metadata.status",
          "rejected_instance.study_iuid rejected_instance.series_iuid rejected_instance.sop_iuid");

  private static final String COLUMNS =
      """
      SELECT t.name || '.' || a.attname
      FROM unnest(string_to_array('study series instance location metadata rejected_instance', ' '))
        AS t(name)
      JOIN pg_attribute a ON a.attrelid = to_regclass(t.name) AND a.attnum > 0 AND NOT a.attisdropped
      """;

  private final Set<String> columns;

  private Schema(Set<String> columns) {
    this.columns = columns;
  }

  /**
   * Looks a database's schema over.
   *
   * @throws IOException if it lacks what every version from 5.22 to 5.35 has
   */
  static Schema of(Connection connection) throws SQLException, IOException {
    Set<String> columns = new TreeSet<>();
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        columns.add(rows.getString(1));
      }
    }
    for (String line : NEEDED) {
      for (String column : line.split(" ", -1)) {
        if (!columns.contains(column)) {
          throw new IOException(
              "is no database of dcm4chee 5.22 to 5.35, column '%s' is missing; nothing was read,"
                      .formatted(column)
                  + " give the archive's own");
        }
      }
    }
    return new Schema(columns);
  }

  /** SQL for whether a study is being deleted, which a database tells since 5.32. */
  String studyDeleting() {
    return has("study.study_deleting") ? "coalesce(st.study_deleting, false)" : "false";
  }

  /** SQL for a series' modality. */
  String modality() {
    return has("series.modality") ? "se.modality" : "NULL";
  }

  private boolean has(String column) {
    return columns.contains(column);
  }
}
