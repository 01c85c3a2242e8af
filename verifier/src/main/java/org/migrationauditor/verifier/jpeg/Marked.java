package org.migrationauditor.verifier.jpeg;

/** Bytes that markers divide, with a place in them; numbers are big endian (T.81 B.1.1). */
final class Marked {
  static final int SOI = 0xFFD8;
  static final int EOI = 0xFFD9;
  static final int SOS = 0xFFDA;
  static final int DRI = 0xFFDD;

  private static final int RST0 = 0xFFD0;
  private static final int APP0 = 0xFFE0;
  private static final int APP15 = 0xFFEF;
  private static final int COM = 0xFFFE;

  private final byte[] bytes;
  private final int end;
  private int at;

  Marked(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.end = end;
    at = from;
  }

  static boolean application(int marker) {
    return (marker >= APP0 && marker <= APP15) || marker == COM;
  }

  int left() {
    return end - at;
  }

  int u8() throws JpegException {
    if (at >= end) {
      throw new JpegException("ends too early");
    }
    return bytes[at++] & 0xFF;
  }

  int u16() throws JpegException {
    return u8() << Byte.SIZE | u8();
  }

  long u32() throws JpegException {
    return (long) u16() << Short.SIZE | u16();
  }

  /** A number that is as many bytes as are left, at most four. */
  long rest() throws JpegException {
    if (left() > Integer.BYTES) {
      throw new JpegException("has a number of too many bytes");
    }
    long number = 0;
    while (left() > 0) {
      number = number << Byte.SIZE | u8();
    }
    return number;
  }

  /** The next marker, behind bytes that fill up to it. */
  int marker() throws JpegException {
    int code = u8();
    if (code != 0xFF) {
      throw new JpegException("has bytes where a marker belongs");
    }
    while (code == 0xFF) {
      code = u8();
    }
    return 0xFF00 | code;
  }

  void expect(int marker) throws JpegException {
    if (marker() != marker) {
      throw new JpegException("has another marker than belongs there");
    }
  }

  /** Expects a restart marker. */
  void restart(int number) throws JpegException {
    expect(RST0 + number % 8);
  }

  /** Parameters of a marker, of which the length comes first. */
  Marked segment() throws JpegException {
    int length = u16() - Short.BYTES;
    if (length < 0 || length > left()) {
      throw new JpegException("has a marker segment of a wrong length");
    }
    at += length;
    return new Marked(bytes, at - length, at);
  }

  /** The next bytes, which are left behind. */
  Marked part(long length) throws JpegException {
    if (length < 0 || length > left()) {
      throw new JpegException("ends too early");
    }
    at += (int) length;
    return new Marked(bytes, at - (int) length, at);
  }

  /** How many bytes come before the last marker of a kind, behind which there is only padding. */
  int toLast(int marker) throws JpegException {
    for (int i = end - 2; i >= at; i--) {
      if ((bytes[i] & 0xFF) == marker >> Byte.SIZE && (bytes[i + 1] & 0xFF) == (marker & 0xFF)) {
        return i - at;
      }
    }
    throw new JpegException("ends too early");
  }

  /** Copies what is left to where there is room. */
  void copy(byte[] into, int index) {
    System.arraycopy(bytes, at, into, index, left());
  }

  /** All of it must have been read. */
  void exhausted() throws JpegException {
    if (left() != 0) {
      throw new JpegException("has a marker segment of a wrong length");
    }
  }

  /** Nothing but padding may follow: one byte, or zero bytes. */
  void padding() throws JpegException {
    boolean one = left() == 1; // some writers leave anything in it
    while (left() > 0) {
      if (u8() != 0 && !one) {
        throw new JpegException("has bytes behind its end");
      }
    }
  }

  /** Entropy-coded bits from here on. */
  EntropyBits bits(EntropyBits.Stuffing stuffing) {
    return new EntropyBits(bytes, at, end, stuffing);
  }

  /** Goes on behind entropy-coded bits, of which none but those of padding may be left. */
  void behind(EntropyBits bits) throws JpegException {
    at = bits.end();
  }
}
