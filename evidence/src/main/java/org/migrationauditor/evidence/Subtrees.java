package org.migrationauditor.evidence;

import org.migrationauditor.messages.ContentDigest;

/** Where the hashes of a tree's complete subtrees are kept. */
@FunctionalInterface
public interface Subtrees {
  /**
   * Hash over leaves {@code position * 2^level} to {@code (position + 1) * 2^level - 1}, all of
   * which are in the tree.
   *
   * @param level 0 for leaves
   */
  ContentDigest hash(int level, long position);
}
