package org.migrationauditor.verifier.agreement;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.inventory.Finding;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.compare.FindingsReader;
import org.migrationauditor.verifier.dicom.DicomEntry;
import org.migrationauditor.verifier.dicom.DicomStructure;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.EntryState;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.Recorded;
import org.migrationauditor.verifier.manifest.InventoryWriter;
import org.migrationauditor.verifier.manifest.Manifest;

/** A made-up PACS: what each view lists, and how they are held against each other. */
final class Pacs {
  static final String STUDY = "2.25.1";
  static final String SERIES = "2.25.2";
  private static final String SYNTAX = "1.2.840.10008.1.2.1";

  private final Path folder;
  private final Map<View, List<InventoryEntry>> views = new EnumMap<>(View.class);
  private String rootName = "dicom_data";

  Pacs(Path folder) {
    this.folder = folder;
  }

  /** Every view of so many instances, all of which agree. */
  static Pacs of(Path folder, int instances) {
    Pacs pacs = new Pacs(folder);
    for (int i = 1; i <= instances; i++) {
      pacs.file("fs1/f" + i, i).row("f" + i, i).listed(View.DICOMWEB, i);
    }
    return pacs.with(View.METADATA_INDEX, series("doc", EntryState.PRESENT, SERIES));
  }

  Pacs rootNamed(String name) {
    rootName = name;
    return this;
  }

  Pacs with(View view, InventoryEntry... entries) {
    views.computeIfAbsent(view, v -> new ArrayList<>()).addAll(List.of(entries));
    return this;
  }

  Pacs without(View view, String key) {
    if (!views.getOrDefault(view, List.of()).removeIf(entry -> entry.key().equals(key))) {
      throw new IllegalArgumentException(key);
    }
    return this;
  }

  Pacs withoutView(View view) {
    views.remove(view);
    return this;
  }

  /** A file of instance {@code i}. */
  Pacs file(String key, int i) {
    return with(View.DICOM_FILES, fileOf(key, i, 100, uids(STUDY, SERIES, i)));
  }

  static InventoryEntry fileOf(String key, int i, long bytes, DicomEntry dicom) {
    return new InventoryEntry(
        key,
        EntryKind.INSTANCE,
        bytes,
        new ContentDigest("%064x".formatted(i)),
        new OwnerKey("trial"),
        dicom,
        new Recorded(EntryState.PRESENT, null, new TreeMap<>(Map.of("md5", md5(i)))),
        true,
        "");
  }

  static InventoryEntry plainFile(String key) {
    return InventoryEntry.read(
        key, EntryKind.FILE, 7, new ContentDigest("%064x".formatted(0)), OwnerKey.UNASSIGNED);
  }

  static InventoryEntry unread(String key, EntryKind kind) {
    return InventoryEntry.incomplete(key, kind, 0, OwnerKey.UNASSIGNED, "access denied");
  }

  /** A row of instance {@code i} with the size and digest of its file. */
  Pacs row(String path, int i, String... attributes) {
    return with(View.PACS_DATABASE, rowOf(path, i, EntryState.PRESENT, attributes));
  }

  static InventoryEntry rowOf(String path, int i, EntryState state, String... attributes) {
    return rowOf(path, i, state, 100, "md5:" + md5(i), attributes);
  }

  static InventoryEntry rowOf(
      String path,
      int i,
      EntryState state,
      long bytes,
      @Nullable String digest,
      String... attributes) {
    SortedMap<String, String> all = attributes("fs1", path, attributes);
    return new InventoryEntry(
        "%s/%s#location-%d".formatted(all.get("storage"), path, i),
        EntryKind.INSTANCE,
        bytes,
        null,
        OwnerKey.UNASSIGNED,
        uids(STUDY, SERIES, i),
        new Recorded(state, digest, all),
        true,
        "");
  }

  /** An instance for which the database has no location. */
  static InventoryEntry unplaced(int i, EntryState state, String... attributes) {
    SortedMap<String, String> all = attributes("", "", attributes);
    all.keySet().removeAll(List.of("storage", "path"));
    return new InventoryEntry(
        "%s/%s/%d#instance-%d".formatted(STUDY, SERIES, i, i),
        EntryKind.INSTANCE,
        InventoryEntry.UNKNOWN_BYTES,
        null,
        OwnerKey.UNASSIGNED,
        uids(STUDY, SERIES, i),
        new Recorded(state, null, all),
        true,
        "has no location");
  }

  /** What the metadata of a purged series on the disk tells of instance {@code i}. */
  static InventoryEntry purged(String zip, String path, int i, String... attributes) {
    return new InventoryEntry(
        zip + "!2.25.3." + i,
        EntryKind.INSTANCE,
        100,
        null,
        OwnerKey.UNASSIGNED,
        uids(STUDY, SERIES, i),
        new Recorded(EntryState.PURGED, "md5:" + md5(i), attributes("fs1", path, attributes)),
        true,
        "");
  }

  private static SortedMap<String, String> attributes(String storage, String path, String... more) {
    SortedMap<String, String> all = new TreeMap<>(Map.of("storage", storage, "path", path));
    for (String attribute : more) {
      int equals = attribute.indexOf('=');
      all.put(attribute.substring(0, equals), attribute.substring(equals + 1));
    }
    return all;
  }

  Pacs listed(View view, int i) {
    return with(view, listedAs(uids(STUDY, SERIES, i)));
  }

  static InventoryEntry listedAs(DicomEntry uids) {
    return new InventoryEntry(
        "%s/%s/%s"
            .formatted(uids.studyInstanceUid(), uids.seriesInstanceUid(), uids.sopInstanceUid()),
        EntryKind.INSTANCE,
        InventoryEntry.UNKNOWN_BYTES,
        new ContentDigest("f".repeat(64)), // of what WADO-RS sent, which no file ever is
        OwnerKey.UNASSIGNED,
        uids,
        Recorded.NOTHING,
        true,
        "");
  }

  static InventoryEntry series(String key, EntryState state, String series, String... attributes) {
    SortedMap<String, String> all = new TreeMap<>();
    if (attributes.length > 0) {
      all = attributes("fs1", attributes[0]);
    }
    return new InventoryEntry(
        key,
        EntryKind.SERIES,
        7,
        null,
        OwnerKey.UNASSIGNED,
        new DicomEntry(STUDY, series, null, null, null, null),
        new Recorded(state, attributes.length > 0 ? "sha256:" + "%064x".formatted(0) : null, all),
        true,
        "");
  }

  /** An object of a store. */
  static InventoryEntry object(String key) {
    InventoryEntry file = plainFile(key);
    return new InventoryEntry(
        key,
        EntryKind.OBJECT,
        file.bytes(),
        file.digest(),
        file.owner(),
        null,
        file.recorded(),
        true,
        "");
  }

  /** What the index tells of a series of a modality. */
  static InventoryEntry series(String uid, @Nullable String modality) {
    InventoryEntry series = series(uid, EntryState.PRESENT, uid);
    return new InventoryEntry(
        uid,
        EntryKind.SERIES,
        series.bytes(),
        null,
        series.owner(),
        new DicomEntry(STUDY, uid, null, null, null, modality),
        series.recorded(),
        true,
        "");
  }

  static DicomEntry uids(String study, String series, int i) {
    return new DicomEntry(
        study,
        series,
        "2.25.3." + i,
        "1.2.3",
        SYNTAX,
        "CT",
        null,
        null,
        null,
        null,
        null,
        null,
        DicomStructure.SOUND);
  }

  static String md5(int i) {
    return String.format(Locale.ROOT, "%032x", i);
  }

  /**
   * What holding the views against each other found.
   *
   * @param coded {@code CODE key} of every finding
   */
  record Outcome(Agreement.Result result, List<Finding> findings, List<String> coded) {}

  Outcome agree() throws SQLException, IOException {
    Agreement.Result result =
        new Agreement(folder).agree(List.copyOf(manifests().values()), rootName);
    List<Finding> findings =
        new FindingsReader(folder).findings(result.manifest(), null, 1_000_000);
    return new Outcome(
        result, findings, findings.stream().map(f -> f.code() + " " + f.key()).toList());
  }

  /** Writes what each view lists. */
  Map<View, Manifest> manifests() throws SQLException, IOException {
    Map<View, Manifest> manifests = new EnumMap<>(View.class);
    for (Map.Entry<View, List<InventoryEntry>> view : views.entrySet()) {
      try (InventoryWriter writer = InventoryWriter.open(folder, view.getKey())) {
        for (InventoryEntry entry : view.getValue()) {
          writer.add(entry);
        }
        manifests.put(view.getKey(), writer.finish());
      }
    }
    return manifests;
  }
}
