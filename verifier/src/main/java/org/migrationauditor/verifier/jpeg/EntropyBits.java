package org.migrationauditor.verifier.jpeg;

/** Bits between two markers, the highest of a byte first. */
final class EntropyBits {
  private static final int PADDING = 16; // less are left at the end

  /** What keeps them from looking like a marker. */
  enum Stuffing {
    /** A zero byte behind 0xFF (T.81 F.1.2.3). */
    BYTE,
    /** A zero bit behind 0xFF (T.87 A.1). */
    BIT
  }

  private final byte[] bytes;
  private final int end;
  private final boolean byBit;
  private int at;
  private boolean afterFf;
  private long cache; // the next bits, highest first, zero below them
  private int count; // of bits in it

  EntropyBits(byte[] bytes, int from, int end, Stuffing stuffing) {
    this.bytes = bytes;
    this.end = end;
    byBit = stuffing == Stuffing.BIT;
    at = from;
  }

  private void fill() {
    while (count <= Long.SIZE - Byte.SIZE && at < end) {
      int next = bytes[at] & 0xFF;
      if (afterFf) {
        afterFf = false;
        at++;
        if (byBit) {
          cache |= (long) next << (Long.SIZE - Byte.SIZE + 1 - count);
          count += Byte.SIZE - 1;
          continue;
        }
        continue;
      }
      if (next == 0xFF) {
        if (at + 1 >= end || (byBit ? bytes[at + 1] < 0 : bytes[at + 1] != 0)) {
          return; // a marker
        }
        afterFf = true;
      }
      at++;
      cache |= (long) next << (Long.SIZE - Byte.SIZE - count);
      count += Byte.SIZE;
    }
  }

  private void need(int bits) throws JpegException {
    if (count < bits) {
      fill();
      if (count < bits) {
        throw new JpegException("ends inside its samples");
      }
    }
  }

  boolean bit() throws JpegException {
    need(1);
    boolean bit = cache < 0;
    drop(1);
    return bit;
  }

  /**
   * The next bits as a number.
   *
   * @param bits at most 32
   */
  int read(int bits) throws JpegException {
    need(bits);
    int number = (int) (cache >>> 1 >>> (Long.SIZE - 1 - bits));
    drop(bits);
    return number;
  }

  /**
   * The next bits, and zeros where there are no more; they stay.
   *
   * @param bits 1 to 32
   */
  int peek(int bits) {
    if (count < bits) {
      fill();
    }
    return (int) (cache >>> (Long.SIZE - bits));
  }

  /** Leaves bits behind that {@link #peek} showed. */
  void skip(int bits) throws JpegException {
    need(bits);
    drop(bits);
  }

  /**
   * How many zeros come before the next one; all of them and the one are left behind.
   *
   * @param most at most 56
   */
  int zeros(int most) throws JpegException {
    if (count <= most) {
      fill();
    }
    int zeros = Long.numberOfLeadingZeros(cache);
    if (zeros > most || zeros >= count) {
      throw new JpegException("has a code that stands for nothing");
    }
    drop(zeros + 1);
    return zeros;
  }

  private void drop(int bits) {
    cache <<= bits;
    count -= bits;
  }

  /** Where the marker behind the bits stands. */
  int end() throws JpegException {
    fill();
    if (count >= PADDING) {
      throw new JpegException("has more bits than samples");
    }
    return at;
  }
}
