package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventorySource.Listing;
import org.migrationauditor.verifier.minio.DamagedException;
import org.migrationauditor.verifier.minio.XlMeta;
import org.migrationauditor.verifier.minio.XlVersion;
import org.migrationauditor.verifier.object.VersionKey;

/**
 * Tells what a file in a bucket is: all versions of an object, a part of one, or something else.
 * Remembers the last object, as its files are met one after the other.
 */
final class XlFolder {
  private static final String META = "xl.meta";
  private static final String OLD_META = "xl.json";
  private static final int META_MAX = 16 << 20;

  /** A key that ends in {@code /} stands so on a drive. */
  private static final String FOLDER_KEY = "__XLDIR__";

  private final PseudonymKey pseudonyms;
  private @Nullable Path last;
  private List<XlVersion> versions = List.of();
  private String problem = "";

  XlFolder(PseudonymKey pseudonyms) {
    this.pseudonyms = pseudonyms;
  }

  void met(TreeNode file, Listing listing) throws InterruptedException {
    String name = FileName.last(file.path());
    OwnerKey owner = MinioLayout.owner(file.key());
    if (file.depth() > 1 && name.equals(META)) {
      last = null; // read no earlier than its attributes, so that a change shows
      open(file.path().resolveSibling(META));
      object(file, owner, listing);
    } else if (file.depth() > 1 && name.equals(OLD_META)) {
      listing.found(
          broken(file, owner, "is kept in an xl.json, an older format that is not read here"));
    } else if (file.depth() < 3 || !part(file.path(), name)) {
      listing.found(DiskEntry.plain(file, EntryKind.SYSTEM, owner));
    }
  }

  private void object(TreeNode meta, OwnerKey owner, Listing listing) throws InterruptedException {
    if (!problem.isEmpty() || versions.isEmpty()) {
      listing.found(
          broken(meta, owner, problem.isEmpty() ? "its xl.meta holds no version" : problem));
      return;
    }
    String key = key(meta);
    boolean current = true;
    for (XlVersion version : versions) {
      EntryKind kind = kind(version, key, current);
      boolean plain = kind == EntryKind.OBJECT || kind == EntryKind.DIRECTORY;
      listing.found(
          new XlEntry(
              meta,
              version,
              plain ? key : VersionKey.of(key, version.id()),
              kind,
              owner,
              pseudonyms));
      current = false;
    }
  }

  private static EntryKind kind(XlVersion version, String key, boolean current) {
    if (version.type() == XlVersion.Type.DELETE_MARKER) {
      return EntryKind.DELETE_MARKER;
    }
    if (!current) {
      return EntryKind.VERSION;
    }
    return version.bytes() == 0 && key.endsWith("/") ? EntryKind.DIRECTORY : EntryKind.OBJECT;
  }

  private static DiskEntry broken(TreeNode meta, OwnerKey owner, String problem) {
    return new DiskEntry(
        new TreeNode(key(meta), meta.path(), meta.type(), meta.attributes(), problem),
        EntryKind.OBJECT,
        owner,
        Contents::none);
  }

  /** Key of the object whose folder a file lies in. */
  private static String key(TreeNode meta) {
    String folder = meta.key().substring(0, meta.key().lastIndexOf('/'));
    return folder.endsWith(FOLDER_KEY)
        ? folder.substring(0, folder.length() - FOLDER_KEY.length()) + "/"
        : folder;
  }

  private boolean part(Path file, String name) {
    Path data = file.getParent();
    Path object = data == null ? null : data.getParent();
    if (data == null || object == null) {
      return false;
    }
    open(object.resolve(META));
    String folder = FileName.last(data);
    return versions.stream()
        .filter(version -> version.dataFolder().equals(folder))
        .flatMap(version -> version.parts().stream())
        .anyMatch(part -> part.file().equals(name));
  }

  private void open(Path meta) {
    if (meta.equals(last)) {
      return;
    }
    last = meta;
    versions = List.of();
    problem = "";
    try {
      versions = XlMeta.versions(ServerFile.bytes(meta, META_MAX));
    } catch (DamagedException e) {
      problem = e.clause();
    } catch (IOException e) {
      problem = "its xl.meta: " + Problem.of(e);
    }
  }
}
