package org.migrationauditor.verifier.pacsdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.verifier.dicom.DicomEntry;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.EntryState;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.Recorded;

/** Entries of files that are no instance's DICOM file, and of purged series. */
final class FileEntry {
  private FileEntry() {}

  /** A location that belongs to no instance, or holds the metadata of one as JSON. */
  static InventoryEntry location(ResultSet row) throws SQLException {
    StoredFile file = Objects.requireNonNull(StoredFile.of(row));
    EntryState state = EntryState.PRESENT;
    String problem = file.problem();
    if (row.getBoolean("detached")) {
      if (file.status().deleting()) {
        state = EntryState.PENDING_DELETE;
        problem = "";
      } else if (file.status().orphaned()) {
        state = EntryState.ORPHANED;
      } else {
        file.attributes().put("detached", "true");
        problem = "belongs to no instance";
      }
    }
    boolean dicom = row.getInt("object_type") == 0;
    return entry(
        file,
        "location",
        dicom ? EntryKind.INSTANCE : EntryKind.FILE,
        dicom ? unnamed(row.getString("tsuid")) : null,
        state,
        problem);
  }

  private static DicomEntry unnamed(@Nullable String transferSyntax) {
    return new DicomEntry(null, null, null, null, transferSyntax, null);
  }

  /** The file of a series' metadata; of a purged series it is all the archive knows. */
  static InventoryEntry series(ResultSet row) throws SQLException {
    @Nullable StoredFile file = StoredFile.of(row);
    if (!row.getBoolean("purged")) {
      return metadata(Objects.requireNonNull(file));
    }
    String study = row.getString("study_iuid");
    String series = row.getString("series_iuid");
    if (file == null) {
      return InventoryEntry.incomplete(
          "%s/%s#series-%d".formatted(study, series, row.getLong("page_key")),
          EntryKind.SERIES,
          InventoryEntry.UNKNOWN_BYTES,
          OwnerKey.UNASSIGNED,
          "its instances were purged, and no metadata file names them");
    }
    DicomEntry dicom = new DicomEntry(study, series, null, null, null, InstanceEntry.modality(row));
    return entry(file, "metadata", EntryKind.SERIES, dicom, EntryState.PURGED, file.problem());
  }

  /** A metadata file of no series: one that a newer one replaced. */
  static InventoryEntry metadata(ResultSet row) throws SQLException {
    return metadata(Objects.requireNonNull(StoredFile.of(row)));
  }

  private static InventoryEntry metadata(StoredFile file) {
    boolean deleting = file.status().deleting();
    return entry(
        file,
        "metadata",
        EntryKind.FILE,
        null,
        deleting ? EntryState.PENDING_DELETE : EntryState.PRESENT,
        deleting ? "" : file.problem());
  }

  private static InventoryEntry entry(
      StoredFile file,
      String table,
      EntryKind kind,
      @Nullable DicomEntry dicom,
      EntryState state,
      String problem) {
    Recorded recorded = file.recorded(state);
    return new InventoryEntry(
        file.key(table),
        kind,
        file.bytes(),
        null,
        OwnerKey.UNASSIGNED,
        dicom,
        recorded,
        true,
        problem);
  }
}
