package org.migrationauditor.evidence;

import java.util.ArrayDeque;
import java.util.Deque;
import org.migrationauditor.messages.ContentDigest;

/**
 * Merkle tree that grows at its end and keeps only the roots of its complete subtrees: memory is
 * logarithmic in its size (RFC 9162 2.1). Not safe for use by several threads.
 */
public final class MerkleTree {
  private final TreeHash hash = new TreeHash();

  /** Roots of complete subtrees, the smallest first; one for each bit set in {@link #size}. */
  private final Deque<byte[]> subtrees = new ArrayDeque<>();

  private long size;

  /** Adds a leaf holding the given entry. */
  public void add(byte[] entry) {
    byte[] subtree = hash.leaf(entry);
    for (long bits = size; (bits & 1) == 1; bits >>= 1) {
      subtree = hash.node(subtrees.pop(), subtree);
    }
    subtrees.push(subtree);
    size++;
  }

  /** Leaves added so far, count. */
  public long size() {
    return size;
  }

  /** Hash over all leaves so far; SHA-256 of nothing while there is none. */
  public ContentDigest root() {
    byte[] root = null;
    for (byte[] subtree : subtrees) {
      root = root == null ? subtree : hash.node(subtree, root);
    }
    return ContentDigest.of(root == null ? hash.empty() : root);
  }
}
