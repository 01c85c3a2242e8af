package org.migrationauditor.verifier.postgres;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.verifier.digest.Sha256;

/**
 * Digest of rows as a multiset: the same in whatever order they come, another when one row is
 * changed, left out, added or there once more.
 *
 * <p>It is MuHash (Bellare and Micciancio, "A new paradigm for collision-free hashing", 1997): the
 * product, modulo the safe prime 2<sup>3072</sup> - 1103717, of one number for each row, made of
 * SHA-256 in counter mode over the row's SHA-256. Whoever finds two multisets with the same digest
 * has broken SHA-256 or has taken a discrete logarithm modulo that prime, which is about as hard as
 * 2<sup>128</sup> steps. A sum or an exclusive or of the rows' digests would not do: equal rows
 * cancel in the one, and sums of 256 bits can be made equal by hand.
 *
 * <p>The result is SHA-256 over the number of rows (8 bytes) and the product (384 bytes), both in
 * big endian.
 */
final class RowDigest {
  private static final int BITS = 3072;
  private static final int BYTES = BITS / 8;
  private static final BigInteger DISTANCE = BigInteger.valueOf(1103717);
  private static final BigInteger PRIME = BigInteger.TWO.pow(BITS).subtract(DISTANCE);
  private static final BigInteger LOW = BigInteger.TWO.pow(BITS).subtract(BigInteger.ONE);
  private static final int DIGEST_BYTES = 32;

  private final MessageDigest sha256 = Sha256.start();
  private final byte[] number = new byte[BYTES];
  private final byte[] seed = new byte[DIGEST_BYTES + 1];
  private BigInteger product = BigInteger.ONE;
  private long rows;

  /** Adds a row by its canonical form. */
  void add(byte[] row) {
    addDigest(sha256.digest(row));
  }

  /** Adds a row by the SHA-256 of its canonical form. */
  void addDigest(byte[] digest) {
    System.arraycopy(digest, 0, seed, 0, DIGEST_BYTES);
    for (int i = 0; i < BYTES / DIGEST_BYTES; i++) {
      seed[DIGEST_BYTES] = (byte) i;
      System.arraycopy(sha256.digest(seed), 0, number, i * DIGEST_BYTES, DIGEST_BYTES);
    }
    product = folded(folded(product.multiply(new BigInteger(1, number))));
    rows++;
  }

  /** A smaller number that is the same modulo the prime: 2^3072 is congruent to 1103717. */
  private static BigInteger folded(BigInteger value) {
    return value.shiftRight(BITS).multiply(DISTANCE).add(value.and(LOW));
  }

  /** Rows added, count. */
  long rows() {
    return rows;
  }

  ContentDigest digest() {
    byte[] reduced = product.mod(PRIME).toByteArray();
    ByteBuffer result = ByteBuffer.allocate(Long.BYTES + BYTES).putLong(rows);
    int bytes = Math.min(reduced.length, BYTES); // a sign may stand before them
    result.position(result.capacity() - bytes).put(reduced, reduced.length - bytes, bytes);
    return Sha256.of(result.array());
  }
}
