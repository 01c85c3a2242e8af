package org.migrationauditor.evidence;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import org.migrationauditor.messages.ContentDigest;

/**
 * Merkle tree that grows at its end and keeps only the roots of its complete subtrees: memory is
 * logarithmic in its size (RFC 9162 2.1). Not safe for use by several threads.
 */
public final class MerkleTree {
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final MessageDigest sha256 = sha256();

  /** Roots of complete subtrees, the smallest first; one for each bit set in {@link #size}. */
  private final Deque<byte[]> subtrees = new ArrayDeque<>();

  private long size;

  /** Adds a leaf holding the given entry. */
  public void add(byte[] entry) {
    sha256.update(LEAF);
    byte[] hash = sha256.digest(entry);
    for (long bits = size; (bits & 1) == 1; bits >>= 1) {
      hash = node(subtrees.pop(), hash);
    }
    subtrees.push(hash);
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
      root = root == null ? subtree : node(subtree, root);
    }
    return new ContentDigest(HexFormat.of().formatHex(root == null ? sha256.digest() : root));
  }

  private byte[] node(byte[] left, byte[] right) {
    sha256.update(NODE);
    sha256.update(left);
    return sha256.digest(right);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks SHA-256", e);
    }
  }
}
