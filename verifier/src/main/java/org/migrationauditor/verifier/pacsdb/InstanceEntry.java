package org.migrationauditor.verifier.pacsdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.verifier.dicom.DicomEntry;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.EntryState;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.Recorded;

/** Entries of instances, by the file each has or by none. */
final class InstanceEntry {
  /** Stands for "no value" in columns that may not be empty, since 5.32 in this one too. */
  private static final String NONE = "*";

  private InstanceEntry() {}

  static InventoryEntry of(ResultSet row) throws SQLException {
    @Nullable StoredFile file = StoredFile.of(row);
    return file == null ? withoutFile(row) : withFile(row, file);
  }

  private static InventoryEntry withFile(ResultSet row, StoredFile file) throws SQLException {
    SortedMap<String, String> attributes = file.attributes();
    int multiRef = row.getInt("multi_ref");
    if (!row.wasNull()) {
      attributes.put("multi-ref", Integer.toString(multiRef));
    }
    if (row.getBoolean("uid_remapped")) {
      attributes.put("uid-remapped", "true");
    }
    if (row.getBoolean("study_deleting")) {
      attributes.put("study-deleting", "true");
    }
    return new InventoryEntry(
        file.key("location"),
        row.getInt("copy") == 1 ? EntryKind.INSTANCE : EntryKind.COPY,
        file.bytes(),
        null,
        OwnerKey.UNASSIGNED,
        dicom(row, row.getString("tsuid")),
        file.recorded(row.getBoolean("rejected") ? EntryState.REJECTED : EntryState.PRESENT),
        true,
        file.problem());
  }

  /**
   * Kept elsewhere, about to be deleted, or only by its metadata; any other instance without a file
   * has lost it.
   */
  private static InventoryEntry withoutFile(ResultSet row) throws SQLException {
    SortedMap<String, String> attributes = new TreeMap<>();
    EntryState state = row.getBoolean("rejected") ? EntryState.REJECTED : EntryState.PRESENT;
    String problem = "";
    @Nullable String external = row.getString("ext_retrieve_aet");
    if (external != null && !external.isBlank() && !external.equals(NONE)) {
      state = EntryState.EXTERNAL;
      attributes.put("external-aet", external);
    } else if (row.getBoolean("study_deleting")) {
      state = EntryState.PENDING_DELETE;
      attributes.put("study-deleting", "true");
    } else if (row.getBoolean("metadata_only")) {
      attributes.put("metadata-only", "true");
      problem = "has no DICOM file, only its metadata is kept";
    } else {
      problem = "has no location";
    }
    return new InventoryEntry(
        "%s/%s/%s#instance-%d"
            .formatted(
                row.getString("study_iuid"),
                row.getString("series_iuid"),
                row.getString("sop_iuid"),
                row.getLong("page_key")),
        EntryKind.INSTANCE,
        InventoryEntry.UNKNOWN_BYTES,
        null,
        OwnerKey.UNASSIGNED,
        dicom(row, null),
        new Recorded(state, null, attributes),
        true,
        problem);
  }

  private static DicomEntry dicom(ResultSet row, @Nullable String transferSyntax)
      throws SQLException {
    return new DicomEntry(
        row.getString("study_iuid"),
        row.getString("series_iuid"),
        row.getString("sop_iuid"),
        row.getString("sop_cuid"),
        transferSyntax,
        modality(row));
  }

  /** Modality of a row's series; null when it has none. */
  static @Nullable String modality(ResultSet row) throws SQLException {
    @Nullable String modality = row.getString("modality");
    return Objects.equals(modality, NONE) ? null : modality;
  }
}
