package org.migrationauditor.verifier.minio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * HighwayHash-256 under MinIO's fixed key. Source: Alakuijala, Cox, Wassenberg, "Fast keyed
 * hash/pseudo-random function using SIMD multiply and permute", 2017; the key is in MinIO's {@code
 * cmd/bitrot.go}.
 */
final class HighwayHash {
  /** Length of a hash, bytes. */
  static final int BYTES = 32;

  private static final int LANES = 4;
  private static final int PACKET = 32;
  private static final int FINAL_ROUNDS = 10;
  private static final long LOW = 0xffffffffL;
  private static final long[] KEY = {
    0xcd8a238efa34e74bL, 0x528596bbe6833e26L, 0x14449fa35d930f04L, 0xa036de22139de097L
  };
  private static final long[] INIT_0 = {
    0xdbe6d5d5fe4cce2fL, 0xa4093822299f31d0L, 0x13198a2e03707344L, 0x243f6a8885a308d3L
  };
  private static final long[] INIT_1 = {
    0x3bd39e10cb0ef593L, 0xc0acf169b5f18a8cL, 0xbe5466cf34e90c6cL, 0x452821e638d01377L
  };

  private final long[] v0 = new long[LANES];
  private final long[] v1 = new long[LANES];
  private final long[] mul0 = INIT_0.clone();
  private final long[] mul1 = INIT_1.clone();

  private HighwayHash() {
    for (int i = 0; i < LANES; i++) {
      v0[i] = INIT_0[i] ^ KEY[i];
      v1[i] = INIT_1[i] ^ Long.rotateLeft(KEY[i], 32);
    }
  }

  /** Hash of the first bytes of an array. */
  static byte[] of(byte[] bytes, int length) {
    ByteBuffer in = ByteBuffer.wrap(bytes, 0, length).order(ByteOrder.LITTLE_ENDIAN);
    HighwayHash hash = new HighwayHash();
    while (in.remaining() >= PACKET) {
      hash.update(in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }
    if (in.hasRemaining()) {
      hash.remainder(in);
    }
    return hash.finish();
  }

  private void update(long a, long b, long c, long d) {
    lane(0, a);
    lane(1, b);
    lane(2, c);
    lane(3, d);
    merge(v1, v0, 0);
    merge(v1, v0, 2);
    merge(v0, v1, 0);
    merge(v0, v1, 2);
  }

  private void lane(int i, long input) {
    v1[i] += mul0[i] + input;
    mul0[i] ^= (v1[i] & LOW) * (v0[i] >>> 32);
    v0[i] += mul1[i];
    mul1[i] ^= (v0[i] & LOW) * (v1[i] >>> 32);
  }

  /** The reference's ZipperMergeAndAdd of two neighbouring lanes. */
  private static void merge(long[] from, long[] to, int i) {
    long even = from[i];
    long odd = from[i + 1];
    to[i] +=
        (((even & 0xff000000L) | (odd & 0xff00000000L)) >>> 24)
            | (((even & 0xff0000000000L) | (odd & 0xff000000000000L)) >>> 16)
            | (even & 0xff0000L)
            | ((even & 0xff00L) << 32)
            | ((odd & 0xff00000000000000L) >>> 8)
            | (even << 56);
    to[i + 1] +=
        (((odd & 0xff000000L) | (even & 0xff00000000L)) >>> 24)
            | (odd & 0xff0000L)
            | ((odd & 0xff0000000000L) >>> 16)
            | ((odd & 0xff00L) << 24)
            | ((even & 0xff000000000000L) >>> 8)
            | ((odd & 0xffL) << 48)
            | (even & 0xff00000000000000L);
  }

  private void remainder(ByteBuffer in) {
    int size = in.remaining();
    for (int i = 0; i < LANES; i++) {
      v0[i] += ((long) size << 32) + size;
      int low = Integer.rotateLeft((int) v1[i], size);
      int high = Integer.rotateLeft((int) (v1[i] >>> 32), size);
      v1[i] = ((long) high << 32) | (low & LOW);
    }
    byte[] rest = new byte[size];
    in.get(rest);
    byte[] packet = new byte[PACKET];
    int whole = size & ~3;
    int odd = size & 3;
    System.arraycopy(rest, 0, packet, 0, whole);
    if ((size & 16) != 0) {
      System.arraycopy(rest, size - 4, packet, 28, 4);
    } else if (odd != 0) {
      packet[16] = rest[whole];
      packet[17] = rest[whole + (odd >> 1)];
      packet[18] = rest[whole + odd - 1];
    }
    ByteBuffer last = ByteBuffer.wrap(packet).order(ByteOrder.LITTLE_ENDIAN);
    update(last.getLong(), last.getLong(), last.getLong(), last.getLong());
  }

  private byte[] finish() {
    for (int i = 0; i < FINAL_ROUNDS; i++) {
      update(swapped(v0[2]), swapped(v0[3]), swapped(v0[0]), swapped(v0[1]));
    }
    ByteBuffer out = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < LANES; i += 2) {
      long a0 = v0[i] + mul0[i];
      long a1 = v0[i + 1] + mul0[i + 1];
      long a2 = v1[i] + mul1[i];
      long a3 = (v1[i + 1] + mul1[i + 1]) & 0x3fffffffffffffffL;
      out.putLong(a0 ^ (a2 << 1) ^ (a2 << 2));
      out.putLong(a1 ^ ((a3 << 1) | (a2 >>> 63)) ^ ((a3 << 2) | (a2 >>> 62)));
    }
    return out.array();
  }

  private static long swapped(long value) {
    return Long.rotateLeft(value, 32);
  }
}
