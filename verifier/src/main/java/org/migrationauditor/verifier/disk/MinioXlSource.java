package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.nio.file.Path;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventorySource;

/**
 * The folder of a stopped MinIO server that keeps an object as the folder {@code <bucket>/<key>}
 * with an {@code xl.meta} in it, and its bytes there or in parts beside it. Each version is an
 * entry. Files of a bucket that no object names, and those below {@code .minio.sys}, are {@code
 * SYSTEM} entries. Source: MinIO RELEASE.2024-01-29 and RELEASE.2024-11-07, {@code
 * cmd/xl-storage.go}.
 */
public final class MinioXlSource implements InventorySource {
  private final Path root;
  private final PseudonymKey key;

  public MinioXlSource(Path root, PseudonymKey key) {
    this.root = root;
    this.key = key;
  }

  @Override
  public View view() {
    return View.MINIO_XL;
  }

  @Override
  public String place() {
    return root.toString();
  }

  @Override
  public void list(Listing listing) throws IOException, InterruptedException {
    if (DriveFormat.of(root) == DriveFormat.FS) {
      throw new IOException(
          "is the drive of a MinIO server in FS mode; nothing was read, give it as minio-fs:");
    }
    XlFolder objects = new XlFolder(key);
    new TreeWalk(
            root,
            node -> {
              if (MinioLayout.inBucket(node) && node.type() == TreeNode.Type.FILE) {
                objects.met(node, listing);
              } else if (listed(node)) {
                listing.found(DiskEntry.plain(node, kind(node), MinioLayout.owner(node.key())));
              }
            })
        .walk();
  }

  private static boolean listed(TreeNode node) {
    return switch (node.type()) {
      case FOLDER, EMPTY_FOLDER -> node.unlisted() || MinioLayout.bucket(node);
      case FILE, LINK, OTHER, UNKNOWN -> true;
    };
  }

  private static EntryKind kind(TreeNode node) {
    if (MinioLayout.bucket(node)) {
      return EntryKind.BUCKET;
    }
    return MinioLayout.system(node) ? EntryKind.SYSTEM : EntryKind.FILE;
  }
}
