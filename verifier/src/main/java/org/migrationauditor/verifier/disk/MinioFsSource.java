package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventorySource;

/**
 * The folder of a stopped MinIO server in FS mode, where an object is the file {@code
 * <bucket>/<key>}.
 *
 * <p>Each folder in the root with a bucket's name is a bucket, and an entry even when it is empty.
 * An empty folder below one, which the server shows as a key that ends in {@code /}, is an entry
 * too. Files below {@code .minio.sys} (settings, the metadata of buckets and objects, unfinished
 * uploads, temporary files) are {@code SYSTEM} entries and no objects; those below {@code
 * .minio.sys/buckets/<bucket>} belong to the bucket's owner. Anything else in the root is a file of
 * the platform. Source: MinIO RELEASE.2022-03-26, {@code cmd/fs-v1.go}.
 */
public final class MinioFsSource implements InventorySource {
  private static final String SYSTEM = ".minio.sys";
  private static final String BUCKETS = SYSTEM + "/buckets/";
  private static final Pattern BUCKET =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{1,61}[A-Za-z0-9]");

  private final Path root;

  public MinioFsSource(Path root) {
    this.root = root;
  }

  @Override
  public View view() {
    return View.MINIO_FS;
  }

  @Override
  public String place() {
    return root.toString();
  }

  @Override
  public void list(Listing listing) throws IOException, InterruptedException {
    new TreeWalk(
            root,
            node -> {
              if (listed(node)) {
                listing.found(DiskEntry.plain(node, kind(node), owner(node.key())));
              }
            })
        .walk();
  }

  private static boolean listed(TreeNode node) {
    return node.type() != TreeNode.Type.FOLDER || node.unlisted() || bucket(node);
  }

  private static boolean bucket(TreeNode node) {
    return switch (node.type()) {
      case FOLDER, EMPTY_FOLDER -> node.depth() == 0 && isBucket(node.top());
      case FILE, LINK, OTHER, UNKNOWN -> false;
    };
  }

  private static EntryKind kind(TreeNode node) {
    if (bucket(node)) {
      return EntryKind.BUCKET;
    }
    if (node.depth() == 0 || !isBucket(node.top())) {
      return node.depth() > 0 && node.top().equals(SYSTEM) ? EntryKind.SYSTEM : EntryKind.FILE;
    }
    return EntryKind.OBJECT;
  }

  private static OwnerKey owner(String key) {
    int slash = key.indexOf('/');
    if (slash < 0) {
      return FilesSource.PLATFORM;
    }
    if (key.startsWith(BUCKETS)) {
      return owner(key.substring(BUCKETS.length()));
    }
    String top = key.substring(0, slash);
    return isBucket(top) ? new OwnerKey("bucket:" + top) : FilesSource.PLATFORM;
  }

  private static boolean isBucket(String name) {
    return BUCKET.matcher(name).matches();
  }
}
