package org.migrationauditor.verifier.pacsdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.migrationauditor.verifier.inventory.InventoryEntry;

/**
 * One kind of row. Together the kinds name every instance, every location and every metadata file
 * of a database, each once.
 *
 * <p>The SQL's first column is the key that pages go by, ascending; its parameters are the last key
 * of the page before, and how many keys a page has.
 */
enum Query {
  /** Instances, each once for every DICOM file it has, or once without any. */
  INSTANCES(
      """
      SELECT i.pk AS page_key,
        st.study_iuid, se.series_iuid, i.sop_iuid, i.sop_cuid, %2$s AS modality, i.ext_retrieve_aet,
        %1$s AS study_deleting,
        EXISTS (SELECT 1 FROM rejected_instance r WHERE r.study_iuid = st.study_iuid
                AND r.series_iuid = se.series_iuid AND r.sop_iuid = i.sop_iuid) AS rejected,
        CASE WHEN l.pk IS NULL THEN EXISTS (
          SELECT 1 FROM location m WHERE m.instance_fk = i.pk) ELSE false END AS metadata_only,
        l.pk, l.storage_id, l.storage_path, l.object_size, l.digest, l.tsuid, l.status, l.multi_ref,
        l.uidmap_fk IS NOT NULL AS uid_remapped,
        row_number() OVER (PARTITION BY i.pk ORDER BY l.pk) AS copy
      FROM (SELECT * FROM instance WHERE pk > ? ORDER BY pk LIMIT ?) i
      LEFT JOIN series se ON se.pk = i.series_fk
      LEFT JOIN study st ON st.pk = se.study_fk
      LEFT JOIN location l ON l.instance_fk = i.pk AND l.object_type = 0
      ORDER BY i.pk, l.pk
      """) {
    @Override
    InventoryEntry entry(ResultSet row) throws SQLException {
      return InstanceEntry.of(row);
    }
  },

  /** Locations without an instance, and files that hold the metadata of one. */
  OTHER_LOCATIONS(
      """
      SELECT l.pk AS page_key, l.instance_fk IS NULL AS detached, l.object_type,
        l.pk, l.storage_id, l.storage_path, l.object_size, l.digest, l.tsuid, l.status, l.multi_ref,
        l.uidmap_fk IS NOT NULL AS uid_remapped
      FROM location l
      WHERE (l.instance_fk IS NULL OR l.object_type <> 0) AND l.pk > ? ORDER BY l.pk LIMIT ?
      """) {
    @Override
    InventoryEntry entry(ResultSet row) throws SQLException {
      return FileEntry.location(row);
    }
  },

  /** Series that were purged, or whose metadata is in a file. */
  SERIES(
      """
      SELECT se.pk AS page_key, st.study_iuid, se.series_iuid, %2$s AS modality,
        coalesce(se.inst_purge_state, 0) = 1 AS purged,
        m.pk, m.storage_id, m.storage_path, m.object_size, m.digest, m.status
      FROM series se
      LEFT JOIN study st ON st.pk = se.study_fk
      LEFT JOIN metadata m ON m.pk = se.metadata_fk
      WHERE (se.inst_purge_state = 1 OR m.pk IS NOT NULL) AND se.pk > ? ORDER BY se.pk LIMIT ?
      """) {
    @Override
    InventoryEntry entry(ResultSet row) throws SQLException {
      return FileEntry.series(row);
    }
  },

  /** Metadata files of no series. */
  OTHER_METADATA(
      """
      SELECT m.pk AS page_key, m.pk, m.storage_id, m.storage_path, m.object_size, m.digest, m.status
      FROM metadata m
      WHERE NOT EXISTS (SELECT 1 FROM series se WHERE se.metadata_fk = m.pk)
        AND m.pk > ? ORDER BY m.pk LIMIT ?
      """) {
    @Override
    InventoryEntry entry(ResultSet row) throws SQLException {
      return FileEntry.metadata(row);
    }
  };

  private final String sql;

  Query(String sql) {
    this.sql = sql;
  }

  /** The statement for a database. */
  String sql(Schema schema) {
    return sql.formatted(schema.studyDeleting(), schema.modality());
  }

  /** What a row tells. */
  abstract InventoryEntry entry(ResultSet row) throws SQLException;
}
