package org.migrationauditor.evidence;

import java.util.ArrayDeque;
import java.util.Deque;
import org.migrationauditor.messages.ContentDigest;

/**
 * Merkle tree that grows at its end and keeps only the roots of its largest complete subtrees:
 * memory is logarithmic in its size (RFC 9162 2.1). Not safe for use by several threads.
 */
public final class MerkleTree {
  private final TreeHash hash = new TreeHash();

  /** Roots of complete subtrees, the smallest first; one for each bit set in {@link #size}. */
  private final Deque<byte[]> subtrees = new ArrayDeque<>();

  private long size;

  /** Is told of each subtree as it becomes complete. */
  @FunctionalInterface
  public interface Growth {
    /**
     * All leaves below a node are there.
     *
     * @param level the node is over 2^level leaves; at least 1
     * @param position among the nodes of its level, 0 for the first
     */
    void complete(int level, long position, ContentDigest hash);
  }

  /** One that holds nothing. */
  public MerkleTree() {}

  /** One that holds the first leaves of a tree whose subtrees are kept. */
  public static MerkleTree of(long size, Subtrees kept) {
    MerkleTree tree = new MerkleTree();
    tree.size = size;
    for (int level = 0; size >> level > 0; level++) {
      if ((size >> level & 1) == 1) {
        tree.subtrees.addLast(kept.hash(level, (size >> level) - 1).bytes());
      }
    }
    return tree;
  }

  /** Adds a leaf holding the given entry. */
  public void add(byte[] entry) {
    add(ContentDigest.of(hash.leaf(entry)), (level, position, complete) -> {});
  }

  /** Adds the hash of a leaf. */
  public void add(ContentDigest leaf, Growth growth) {
    byte[] subtree = leaf.bytes();
    int level = 0;
    for (long bits = size; (bits & 1) == 1; bits >>= 1) {
      subtree = hash.node(subtrees.pop(), subtree);
      level++;
      growth.complete(level, size >> level, ContentDigest.of(subtree));
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
