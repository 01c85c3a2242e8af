package org.migrationauditor.verifier.s3;

import io.minio.messages.Item;
import java.util.Objects;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.object.ETag;

/**
 * What a listing told of an object.
 *
 * @param etag empty of a delete marker
 * @param modifiedSecond when it was written, seconds since 1970; zero when not told
 */
record Listed(ObjectName name, EntryKind kind, long bytes, ETag etag, long modifiedSecond) {
  static Listed of(Item item, String bucket, boolean versions) {
    ObjectName name =
        new ObjectName(
            bucket,
            Objects.requireNonNull(item.objectName()),
            versions ? Objects.requireNonNull(item.versionId()) : null);
    if (item.isDeleteMarker()) {
      return new Listed(name, EntryKind.DELETE_MARKER, 0, new ETag(""), 0);
    }
    return new Listed(
        name,
        kind(item, versions),
        Math.max(item.size(), 0),
        new ETag(Objects.requireNonNullElse(item.etag(), "")),
        item.lastModified() == null ? 0 : item.lastModified().toEpochSecond());
  }

  /** An object without content whose key ends in {@code /} is what a disk shows as empty folder. */
  private static EntryKind kind(Item item, boolean versions) {
    if (versions && !item.isLatest()) {
      return EntryKind.VERSION;
    }
    return item.size() == 0 && item.objectName().endsWith("/")
        ? EntryKind.DIRECTORY
        : EntryKind.OBJECT;
  }
}
