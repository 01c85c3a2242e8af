package org.migrationauditor.verifier.disk;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * What a walk met at one place.
 *
 * @param key as in {@link org.migrationauditor.verifier.inventory.InventoryEntry}
 * @param attributes as they were when the walk came by; null of what is unknown
 * @param problem why a folder was not listed to its end, or why there are no attributes; else empty
 */
record TreeNode(
    String key, Path path, Type type, @Nullable BasicFileAttributes attributes, String problem) {

  enum Type {
    FILE,
    LINK,
    OTHER,
    /** Named in its folder, but nothing more could be learned. */
    UNKNOWN,
    EMPTY_FOLDER,
    /** A folder, met after all that is in it. */
    FOLDER
  }

  /** Folders above this one, count; zero for what lies in the root. */
  int depth() {
    return (int) key.substring(0, key.length() - 1).chars().filter(c -> c == '/').count();
  }

  /** First part of the key. */
  String top() {
    int slash = key.indexOf('/');
    return slash < 0 ? key : key.substring(0, slash);
  }

  /** Whether the walk could not look at this, or not at all of it. */
  boolean unlisted() {
    return !problem.isEmpty();
  }
}
