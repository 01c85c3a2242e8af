package org.migrationauditor.verifier.disk;

import java.util.regex.Pattern;
import org.migrationauditor.messages.OwnerKey;

/** What every folder of a MinIO server has in common: buckets, and {@code .minio.sys}. */
final class MinioLayout {
  /** Folder of the server's own files. */
  static final String SYSTEM = ".minio.sys";

  private static final String BUCKETS = SYSTEM + "/buckets/";
  private static final Pattern BUCKET =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{1,61}[A-Za-z0-9]");

  private MinioLayout() {}

  /** Whether a node is a bucket, empty or not. */
  static boolean bucket(TreeNode node) {
    return switch (node.type()) {
      case FOLDER, EMPTY_FOLDER -> node.depth() == 0 && isBucket(node.top());
      case FILE, LINK, OTHER, UNKNOWN -> false;
    };
  }

  /** Whether a node lies below a bucket. */
  static boolean inBucket(TreeNode node) {
    return node.depth() > 0 && isBucket(node.top());
  }

  /** Whether a node lies below the server's own folder. */
  static boolean system(TreeNode node) {
    return node.depth() > 0 && node.top().equals(SYSTEM);
  }

  /** Owner of what has a key: that of its bucket, or the platform. */
  static OwnerKey owner(String key) {
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
