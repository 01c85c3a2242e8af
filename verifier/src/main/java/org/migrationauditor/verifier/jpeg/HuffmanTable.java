package org.migrationauditor.verifier.jpeg;

import java.util.Arrays;

/** Codes of categories of differences (T.81 C). */
final class HuffmanTable {
  private static final int LONGEST = 16; // bits
  private static final int MOST_CATEGORY = 16;
  private static final int LOOK_AHEAD = 9; // bits

  private final int[] lastCodes = new int[LONGEST + 1]; // behind the last of a length
  private final int[] offsets = new int[LONGEST + 1]; // of a code's value, less the code
  private final byte[] values;
  private final short[] ahead = new short[1 << LOOK_AHEAD]; // length and value; 0 for longer codes

  /** Reads a table behind its class and destination. */
  HuffmanTable(Marked segment) throws JpegException {
    int[] counts = new int[LONGEST + 1];
    int total = 0;
    for (int length = 1; length <= LONGEST; length++) {
      counts[length] = segment.u8();
      total += counts[length];
    }
    values = new byte[total];
    for (int i = 0; i < total; i++) {
      values[i] = (byte) segment.u8();
      if (values[i] < 0 || values[i] > MOST_CATEGORY) {
        throw new JpegException("has codes of differences that there are not");
      }
    }
    int code = 0;
    int value = 0;
    for (int length = 1; length <= LONGEST; length++) {
      offsets[length] = value - code;
      for (int i = 0; i < counts[length]; i++) {
        lookAhead(code++, length, values[value++]);
      }
      if (code > 1 << length) {
        throw new JpegException("has more codes than there are");
      }
      lastCodes[length] = code;
      code <<= 1;
    }
  }

  private void lookAhead(int code, int length, byte value) {
    if (length <= LOOK_AHEAD && code < 1 << length) {
      int from = code << (LOOK_AHEAD - length);
      int to = from + (1 << (LOOK_AHEAD - length));
      Arrays.fill(ahead, from, to, (short) (length << Byte.SIZE | value));
    }
  }

  /** The category of the difference that comes next. */
  int category(EntropyBits bits) throws JpegException {
    int next = bits.peek(LONGEST);
    int found = ahead[next >>> (LONGEST - LOOK_AHEAD)];
    if (found != 0) {
      bits.skip(found >> Byte.SIZE);
      return found & 0xFF;
    }
    for (int length = LOOK_AHEAD + 1; length <= LONGEST; length++) {
      int code = next >>> (LONGEST - length);
      if (code < lastCodes[length]) {
        bits.skip(length);
        return values[code + offsets[length]];
      }
    }
    throw new JpegException("has a code that stands for nothing");
  }
}
