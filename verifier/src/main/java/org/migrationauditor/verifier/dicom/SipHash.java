package org.migrationauditor.verifier.dicom;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * SipHash-2-4, a keyed function made for short inputs: without its key nobody can tell what input
 * gave a digest, or make two that give the same. Source: Aumasson, Bernstein, "SipHash: a fast
 * short-input PRF", 2012.
 */
final class SipHash {
  /** Length of a key, bytes. */
  static final int KEY_BYTES = 16;

  private static final VarHandle LITTLE_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final long key0;
  private final long key1;
  private long v0;
  private long v1;
  private long v2;
  private long v3;
  private long word; // bytes that make no whole word yet, the first lowest
  private int bits; // of them
  private int count; // of all bytes, of which the lowest eight bits go in

  /**
   * A function of that key.
   *
   * @param key {@link #KEY_BYTES} long
   */
  SipHash(byte[] key) {
    key0 = (long) LITTLE_ENDIAN.get(key, 0);
    key1 = (long) LITTLE_ENDIAN.get(key, Long.BYTES);
    open();
  }

  /** Starts over. */
  void open() {
    v0 = key0 ^ 0x736f6d6570736575L;
    v1 = key1 ^ 0x646f72616e646f6dL;
    v2 = key0 ^ 0x6c7967656e657261L;
    v3 = key1 ^ 0x7465646279746573L;
    word = 0;
    bits = 0;
    count = 0;
  }

  void update(byte[] bytes, int from, int length) {
    int at = from;
    int end = from + length;
    count += length;
    while (bits != 0 && at < end) {
      add(bytes[at++]);
    }
    for (; end - at >= Long.BYTES; at += Long.BYTES) {
      compress((long) LITTLE_ENDIAN.get(bytes, at));
    }
    rest(bytes, at, end);
  }

  /** Less than a word, of which the bytes before are not its own. */
  private void rest(byte[] bytes, int from, int end) {
    int at = from;
    if (bits == 0 && at < end && end >= Long.BYTES) {
      bits = (end - at) * Byte.SIZE;
      word = (long) LITTLE_ENDIAN.get(bytes, end - Long.BYTES) >>> (Long.SIZE - bits);
    } else {
      while (at < end) {
        add(bytes[at++]);
      }
    }
  }

  private void add(byte b) {
    word |= (b & 0xFFL) << bits;
    bits += Byte.SIZE;
    if (bits == Long.SIZE) {
      compress(word);
      word = 0;
      bits = 0;
    }
  }

  private void compress(long message) {
    v3 ^= message;
    round();
    round();
    v0 ^= message;
  }

  private void round() {
    long a = v0 + v1;
    long b = Long.rotateLeft(v1, 13) ^ a;
    long c = v2 + v3;
    long d = Long.rotateLeft(v3, 16) ^ c;
    a = Long.rotateLeft(a, 32) + d;
    c += b;
    v0 = a;
    v1 = Long.rotateLeft(b, 17) ^ c;
    v2 = Long.rotateLeft(c, 32);
    v3 = Long.rotateLeft(d, 21) ^ a;
  }

  /** Of all that went in; to be asked once. */
  long finish() {
    compress(word | ((long) count << 56));
    v2 ^= 0xFF;
    round();
    round();
    round();
    round();
    return v0 ^ v1 ^ v2 ^ v3;
  }
}
