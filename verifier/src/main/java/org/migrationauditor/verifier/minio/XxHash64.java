package org.migrationauditor.verifier.minio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** xxHash64 with seed 0. Source: the xxHash specification, 0.1.1. */
final class XxHash64 {
  private static final long PRIME_1 = 0x9E3779B185EBCA87L;
  private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME_3 = 0x165667B19E3779F9L;
  private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
  private static final long PRIME_5 = 0x27D4EB2F165667C5L;
  private static final int STRIPE = 32;

  /** The sum of the first two primes, the second, nothing, and the first one's negative. */
  private static final long[] START = {0x60EA27EEADC0B5D6L, PRIME_2, 0, 0x61C8864E7A143579L};

  private XxHash64() {}

  static long of(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long hash = (bytes.length >= STRIPE ? stripes(in) : PRIME_5) + bytes.length;
    while (in.remaining() >= Long.BYTES) {
      hash = Long.rotateLeft(hash ^ round(0, in.getLong()), 27) * PRIME_1 + PRIME_4;
    }
    if (in.remaining() >= Integer.BYTES) {
      hash ^= Integer.toUnsignedLong(in.getInt()) * PRIME_1;
      hash = Long.rotateLeft(hash, 23) * PRIME_2 + PRIME_3;
    }
    while (in.hasRemaining()) {
      hash = Long.rotateLeft(hash ^ Byte.toUnsignedLong(in.get()) * PRIME_5, 11) * PRIME_1;
    }
    return avalanche(hash);
  }

  private static long stripes(ByteBuffer in) {
    long[] lanes = START.clone();
    while (in.remaining() >= STRIPE) {
      for (int i = 0; i < lanes.length; i++) {
        lanes[i] = round(lanes[i], in.getLong());
      }
    }
    long hash =
        Long.rotateLeft(lanes[0], 1)
            + Long.rotateLeft(lanes[1], 7)
            + Long.rotateLeft(lanes[2], 12)
            + Long.rotateLeft(lanes[3], 18);
    for (long lane : lanes) {
      hash = (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
    }
    return hash;
  }

  private static long round(long lane, long input) {
    return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
  }

  private static long avalanche(long hash) {
    long mixed = (hash ^ (hash >>> 33)) * PRIME_2;
    mixed = (mixed ^ (mixed >>> 29)) * PRIME_3;
    return mixed ^ (mixed >>> 32);
  }
}
