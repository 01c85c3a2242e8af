package org.migrationauditor.verifier.jpeg;

/** Bits of packet headers, with a zero bit behind 0xFF (T.800 B.10.1), and bytes between them. */
final class PacketBits {
  private final byte[] bytes;
  private int at;
  private int current;
  private int left; // bits of it

  PacketBits(byte[] bytes) {
    this.bytes = bytes;
  }

  int bit() throws JpegException {
    if (left == 0) {
      left = current == 0xFF ? Byte.SIZE - 1 : Byte.SIZE;
      current = next();
    }
    left--;
    return current >> left & 1;
  }

  private int next() throws JpegException {
    if (at == bytes.length) {
      throw new JpegException("ends inside a packet header");
    }
    return bytes[at++] & 0xFF;
  }

  /**
   * A number.
   *
   * @param count of its bits, at most 31
   */
  int read(int count) throws JpegException {
    int number = 0;
    for (int i = 0; i < count; i++) {
      number = number << 1 | bit();
    }
    return number;
  }

  /** Goes to the byte behind a header. */
  void align() throws JpegException {
    if (current == 0xFF) {
      next();
    }
    current = 0;
    left = 0;
  }

  /** Passes a marker if it comes next. */
  boolean pass(int marker, int more) throws JpegException {
    if (at + 1 < bytes.length
        && (bytes[at] & 0xFF) == marker >> Byte.SIZE
        && (bytes[at + 1] & 0xFF) == (marker & 0xFF)) {
      skip(2 + more);
      return true;
    }
    return false;
  }

  /** Passes bytes and tells where they start. */
  int skip(int count) throws JpegException {
    if (count > bytes.length - at) {
      throw new JpegException("ends inside a packet");
    }
    at += count;
    return at - count;
  }

  boolean exhausted() {
    return at == bytes.length;
  }
}
