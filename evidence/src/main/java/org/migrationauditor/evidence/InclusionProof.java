package org.migrationauditor.evidence;

import java.util.Arrays;
import java.util.List;
import org.migrationauditor.messages.ContentDigest;

/**
 * That a leaf is part of a tree (RFC 9162 2.1.3).
 *
 * @param index place of the leaf, 0 for the first
 * @param size leaves of the tree, count
 * @param path hashes of the nodes beside the way from the leaf to the root, the lowest first
 */
public record InclusionProof(long index, long size, List<ContentDigest> path) {
  public InclusionProof {
    path = List.copyOf(path);
  }

  /**
   * Whether the way leads from the leaf to the root, by every step of RFC 9162 2.1.3.2.
   *
   * @param leaf hash of the leaf, not its entry
   */
  public boolean proves(ContentDigest leaf, ContentDigest root) {
    if (index < 0 || index >= size) {
      return false;
    }
    TreeHash hash = new TreeHash();
    long node = index;
    long last = size - 1;
    byte[] reached = leaf.bytes();
    for (ContentDigest beside : path) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        reached = hash.node(beside.bytes(), reached);
        int levels = (node & 1) == 1 ? 0 : Long.numberOfTrailingZeros(node);
        node >>= levels;
        last >>= levels;
      } else {
        reached = hash.node(reached, beside.bytes());
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && Arrays.equals(reached, root.bytes());
  }
}
