package org.migrationauditor.verifier.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.dicom.DicomEntry;
import org.migrationauditor.verifier.dicom.DicomStructure;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.Recorded;
import org.migrationauditor.verifier.manifest.InventoryWriter;
import org.migrationauditor.verifier.manifest.Manifest;

/** Manifests of entries that are made up, such as those a disk shows only when it fails. */
record Ledger(Path folder, View view) {
  Manifest of(InventoryEntry... entries) throws SQLException, IOException {
    try (InventoryWriter writer = InventoryWriter.open(folder, view)) {
      for (InventoryEntry entry : entries) {
        writer.add(entry);
      }
      return writer.finish();
    }
  }

  static InventoryEntry file(String key, String content) {
    return InventoryEntry.read(
        key, EntryKind.FILE, content.length(), digest(content), OwnerKey.UNASSIGNED);
  }

  static InventoryEntry listed(String key, long bytes) {
    return new InventoryEntry(
        key, EntryKind.FILE, bytes, null, OwnerKey.UNASSIGNED, null, Recorded.NOTHING, true, "");
  }

  static InventoryEntry unread(String key, EntryKind kind) {
    return InventoryEntry.incomplete(key, kind, 0, OwnerKey.UNASSIGNED, "access denied");
  }

  static InventoryEntry instance(String key, String study, String owner, String content) {
    return new InventoryEntry(
        key,
        EntryKind.INSTANCE,
        content.length(),
        digest(content),
        new OwnerKey(owner),
        facts(content, study, study + "." + content.length()),
        Recorded.NOTHING,
        true,
        "");
  }

  /** An instance by the contents of its file, its data set and its pixel data. */
  static InventoryEntry reencoded(
      String key, String file, @Nullable String set, @Nullable String pixels, String syntax) {
    return decoded(key, file, set, pixels, null, syntax);
  }

  /** An instance by these contents, and that of its decoded pixels. */
  static InventoryEntry decoded(
      String key,
      String file,
      @Nullable String set,
      @Nullable String pixels,
      @Nullable String decoded,
      String syntax) {
    DicomEntry facts =
        new DicomEntry(
            "1.2",
            "1.2.3",
            "1.2.3.4",
            "1.2.840.10008.5.1.4.1.1.2",
            syntax,
            "CT",
            "patient",
            pixels == null ? null : digest(pixels),
            set == null ? null : digest(set),
            decoded == null ? null : digest(decoded),
            null,
            null,
            DicomStructure.SOUND);
    return new InventoryEntry(
        key,
        EntryKind.INSTANCE,
        file.length(),
        digest(file),
        OwnerKey.UNASSIGNED,
        facts,
        Recorded.NOTHING,
        true,
        "");
  }

  private static DicomEntry facts(String content, @Nullable String study, String instance) {
    return new DicomEntry(
        study,
        study + ".1",
        instance,
        "1.2.840.10008.5.1.4.1.1.2",
        "1.2.840.10008.1.2.1",
        "CT",
        "patient of " + study,
        digest("pixels of " + content),
        digest("data set of " + content),
        null,
        null,
        null,
        DicomStructure.SOUND);
  }

  static ContentDigest digest(String content) {
    try {
      return new ContentDigest(
          HexFormat.of()
              .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8))));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
