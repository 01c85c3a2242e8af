package org.migrationauditor.evidence;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hashes of a Merkle tree (RFC 9162 2.1.1), told apart by their first byte so that no node
 * passes for a leaf. Not safe for use by several threads.
 */
final class TreeHash {
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final MessageDigest sha256 = sha256();

  /** Of a tree without a leaf, 32 bytes. */
  byte[] empty() {
    return sha256.digest();
  }

  /** Of a leaf that holds the given entry, 32 bytes. */
  byte[] leaf(byte[] entry) {
    sha256.update(LEAF);
    return sha256.digest(entry);
  }

  /** Of the node above two others, 32 bytes. */
  byte[] node(byte[] left, byte[] right) {
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
