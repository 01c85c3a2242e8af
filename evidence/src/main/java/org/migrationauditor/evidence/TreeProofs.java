package org.migrationauditor.evidence;

import java.util.ArrayList;
import java.util.List;
import org.migrationauditor.messages.ContentDigest;

/**
 * Makes proofs of a tree of which the hashes of all complete subtrees are kept. Each asks for a
 * number of hashes that is logarithmic in the tree's size. Not safe for use by several threads.
 */
public final class TreeProofs {
  private final Subtrees subtrees;
  private final TreeHash hash = new TreeHash();

  public TreeProofs(Subtrees subtrees) {
    this.subtrees = subtrees;
  }

  /** Root over the first leaves. */
  public ContentDigest root(long size) {
    return ContentDigest.of(size == 0 ? hash.empty() : over(0, size));
  }

  /**
   * Proves that a leaf is among the first leaves (RFC 9162 2.1.3.1).
   *
   * @throws IndexOutOfBoundsException if it is not
   */
  public InclusionProof inclusion(long index, long size) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException("leaf %d of %d".formatted(index, size));
    }
    List<ContentDigest> path = new ArrayList<>();
    long from = 0;
    long to = size;
    while (to - from > 1) {
      long split = from + split(to - from);
      if (index < split) {
        path.addFirst(ContentDigest.of(over(split, to)));
        to = split;
      } else {
        path.addFirst(ContentDigest.of(over(from, split)));
        from = split;
      }
    }
    return new InclusionProof(index, size, path);
  }

  /**
   * Proves that the tree of the first leaves grew into that of more (RFC 9162 2.1.4.1).
   *
   * @throws IndexOutOfBoundsException if {@code first} is 0 or larger than {@code second}
   */
  public ConsistencyProof consistency(long first, long second) {
    if (first <= 0 || first > second) {
      throw new IndexOutOfBoundsException("%d leaves within %d".formatted(first, second));
    }
    List<ContentDigest> path = new ArrayList<>();
    long from = 0;
    long to = second;
    while (to != first) {
      long split = from + split(to - from);
      if (first <= split) {
        path.addFirst(ContentDigest.of(over(split, to)));
        to = split;
      } else {
        path.addFirst(ContentDigest.of(over(from, split)));
        from = split;
      }
    }
    if (from > 0) { // else it is the earlier root, which the verifier has
      path.addFirst(ContentDigest.of(over(from, to)));
    }
    return new ConsistencyProof(first, second, path);
  }

  /** Hash over leaves {@code from} to {@code to - 1}, where a subtree begins at {@code from}. */
  private byte[] over(long from, long to) {
    long leaves = to - from;
    if (Long.bitCount(leaves) == 1) {
      int level = Long.numberOfTrailingZeros(leaves);
      return subtrees.hash(level, from >> level).bytes();
    }
    long split = from + split(leaves);
    byte[] left = over(from, split);
    return hash.node(left, over(split, to));
  }

  /** Largest power of two below the number of leaves, which is at least 2. */
  private static long split(long leaves) {
    return Long.highestOneBit(leaves - 1);
  }
}
