package org.migrationauditor.verifier.dicom;

import java.util.Arrays;

/** A Basic Offset Table: where the fragments of each frame start (PS3.5 A.4). */
final class OffsetTable {
  private static final int ENTRY = Integer.BYTES;

  private byte[] bytes = {};
  private int count;
  private long frames;
  private boolean tooLong;

  /** Starts over for so many frames; allows none where there are more than are decoded. */
  void open(long ofFrames) {
    frames = ofFrames;
    count = 0;
    tooLong = ofFrames > ImagePixel.MOST_FRAMES;
  }

  void take(byte[] from, int at, int more) {
    tooLong = tooLong || count + more > frames * ENTRY;
    if (!tooLong) {
      if (count + more > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(count + more, 2 * count));
      }
      System.arraycopy(from, at, bytes, count, more);
      count += more;
    }
  }

  /**
   * Whether a frame may start at an offset; anywhere where the table is empty.
   *
   * @param offset of the item of its first fragment, from that of the first of all, bytes
   */
  boolean allows(long frame, long offset) {
    if (tooLong || (count > 0 && count < frames * ENTRY)) {
      return false;
    }
    return count == 0 || (frame < frames && entry((int) frame) == offset);
  }

  private long entry(int frame) {
    long entry = 0;
    for (int i = ENTRY - 1; i >= 0; i--) {
      entry = entry << Byte.SIZE | (bytes[frame * ENTRY + i] & 0xFF);
    }
    return entry;
  }
}
