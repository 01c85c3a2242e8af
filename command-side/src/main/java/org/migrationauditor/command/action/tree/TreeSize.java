package org.migrationauditor.command.action.tree;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * What a folder holds. A file with several names in the folder counts its bytes once.
 *
 * @param entries files, folders, links and special files, the folder itself among them, count
 * @param inodes entries without further names of one file, count
 * @param bytes of files, bytes
 * @param special sockets, pipes and devices, count
 */
public record TreeSize(long entries, long inodes, long bytes, long special) {
  /** Nothing at all. */
  public static final TreeSize NONE = new TreeSize(0, 0, 0, 0);

  /** Counts what a folder holds, without following a link. */
  public static TreeSize of(Path tree) throws IOException, InterruptedException {
    Count count = new Count();
    TreeWalk.walk(tree, count);
    return count.total();
  }

  /** Both together. */
  public TreeSize plus(TreeSize other) {
    return new TreeSize(
        entries + other.entries,
        inodes + other.inodes,
        bytes + other.bytes,
        special + other.special);
  }

  /** What this holds beyond the other, never less than nothing. */
  public TreeSize less(TreeSize other) {
    return new TreeSize(
        Math.max(0, entries - other.entries),
        Math.max(0, inodes - other.inodes),
        Math.max(0, bytes - other.bytes),
        Math.max(0, special - other.special));
  }

  /** Counts what a walk meets. */
  public static final class Count implements TreeWalk.Visitor {
    private final Set<Long> linked = new HashSet<>();
    private long entries;
    private long inodes;
    private long bytes;
    private long special;

    @Override
    public void met(Node node) {
      entries++;
      if (node.kind() == Node.Kind.SPECIAL) {
        special++;
      }
      boolean again = !node.isFolder() && node.links() > 1 && !linked.add(node.inode());
      if (!again) {
        inodes++;
        bytes += node.kind() == Node.Kind.FILE ? node.size() : 0;
      }
    }

    /** What was met so far. */
    public TreeSize total() {
      return new TreeSize(entries, inodes, bytes, special);
    }
  }
}
