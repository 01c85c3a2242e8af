package org.migrationauditor.verifier.inventory;

import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.verifier.dicom.DicomEntry;

/**
 * One thing an archive holds.
 *
 * @param key path below the archive's root, {@code /} between its parts; that of a bucket or folder
 *     ends in {@code /}, and {@code ./} is the root itself. A byte of a name that is not UTF-8
 *     stands as {@code \xHH}, and a backslash that would be read as such as {@code \x5C}, so that
 *     different names never have the same key
 * @param bytes size, {@link #UNKNOWN_BYTES} where the archive tells none; of an incomplete entry
 *     the size it was listed with
 * @param digest of a file its bytes, of a link the bytes of its target, of a socket, pipe, device
 *     or delete marker the name of its type; null for buckets and folders, when the content was not
 *     read, and when the entry is incomplete
 * @param dicom null when the entry is no DICOM or is incomplete
 * @param complete false when it could not be read to its end, or changed meanwhile
 * @param problem what is wrong, in one clause without any value from the content; empty when
 *     nothing is
 */
public record InventoryEntry(
    String key,
    EntryKind kind,
    long bytes,
    @Nullable ContentDigest digest,
    OwnerKey owner,
    @Nullable DicomEntry dicom,
    Recorded recorded,
    boolean complete,
    String problem) {
  /** Size of what an archive tells no size of. */
  public static final long UNKNOWN_BYTES = -1;

  /** An entry that could not be read to its end. */
  public static InventoryEntry incomplete(
      String key, EntryKind kind, long bytes, OwnerKey owner, String problem) {
    return new InventoryEntry(
        key, kind, bytes, null, owner, null, Recorded.NOTHING, false, problem);
  }

  /** An entry without content: a bucket or a folder. */
  public static InventoryEntry folder(String key, EntryKind kind, OwnerKey owner) {
    return new InventoryEntry(key, kind, 0, null, owner, null, Recorded.NOTHING, true, "");
  }

  /** An entry whose content was read in full. */
  public static InventoryEntry read(
      String key, EntryKind kind, long bytes, ContentDigest digest, OwnerKey owner) {
    return new InventoryEntry(key, kind, bytes, digest, owner, null, Recorded.NOTHING, true, "");
  }

  /** The same entry with what its archive recorded, and with what is wrong. */
  public InventoryEntry with(Recorded claims, String clause) {
    return new InventoryEntry(key, kind, bytes, digest, owner, dicom, claims, complete, clause);
  }
}
