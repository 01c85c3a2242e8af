package org.migrationauditor.verifier.dicom;

import java.io.IOException;
import org.migrationauditor.verifier.jpeg.Shape;

/** Attributes that tell how pixel data are laid out (PS3.3 C.7.6.3), as far as they were seen. */
final class ImagePixel {
  /** Most bytes of a frame that is rearranged or decompressed; a bound on memory. */
  static final int MAX_FRAME = 1 << 25;

  /** Most frames that are decoded; a bound on memory. */
  static final int MOST_FRAMES = 1 << 20;

  private static final int SAMPLES_PER_PIXEL = 0x00280002;
  private static final int PLANAR_CONFIGURATION = 0x00280006;
  private static final int NUMBER_OF_FRAMES = 0x00280008;
  private static final int ROWS = 0x00280010;
  private static final int COLUMNS = 0x00280011;
  private static final int BITS_ALLOCATED = 0x00280100;
  private static final int BITS_STORED = 0x00280101;
  private static final int HIGH_BIT = 0x00280102;
  private static final int PIXEL_REPRESENTATION = 0x00280103;
  private static final int OVERLAY_BIT_POSITION = 0x60000102;
  private static final int OVERLAY_GROUPS = 0xFF01FFFF; // what is the same in all of them
  private static final int MOST_PIXEL_BITS = 1 << 10;
  private static final int LONGEST_NUMBER = 12; // of an IS

  private int samples;
  private long rows;
  private long columns;
  private int bitsAllocated;
  private int bitsStored;
  private int highBit;
  private boolean signed;
  private boolean planar;
  private boolean overlaid;
  private long frames = 1;

  static boolean keeps(int tag) {
    return switch (tag) {
      case SAMPLES_PER_PIXEL,
          PLANAR_CONFIGURATION,
          NUMBER_OF_FRAMES,
          ROWS,
          COLUMNS,
          BITS_ALLOCATED,
          BITS_STORED,
          HIGH_BIT,
          PIXEL_REPRESENTATION ->
          true;
      default -> overlayBit(tag);
    };
  }

  private static boolean overlayBit(int tag) {
    return (tag & OVERLAY_GROUPS) == OVERLAY_BIT_POSITION;
  }

  /** Looks at a value that comes next, and leaves it there. */
  void keep(int tag, Window window, long length, boolean bigEndian) throws IOException {
    if (tag == NUMBER_OF_FRAMES) {
      frames = number(window, length);
    } else if (length >= Short.BYTES && window.ahead(Short.BYTES) >= Short.BYTES) {
      int number = window.u16(0, bigEndian);
      switch (tag) {
        case SAMPLES_PER_PIXEL -> samples = number;
        case PLANAR_CONFIGURATION -> planar = number != 0;
        case ROWS -> rows = number;
        case COLUMNS -> columns = number;
        case BITS_STORED -> bitsStored = number;
        case HIGH_BIT -> highBit = number;
        case PIXEL_REPRESENTATION -> signed = number != 0;
        case BITS_ALLOCATED -> bitsAllocated = number;
        default -> overlaid |= number != 0;
      }
    }
  }

  /** An integer string; -1 if it is none. */
  private static long number(Window window, long length) throws IOException {
    if (length > LONGEST_NUMBER || window.ahead((int) length) < length) {
      return -1;
    }
    long number = 0;
    int digits = 0;
    for (int i = 0; i < length; i++) {
      int c = window.u8(i);
      if (c >= '0' && c <= '9') {
        number = 10 * number + (c - '0');
        digits++;
      } else if (c != ' ' && c != 0) {
        return -1;
      }
    }
    return digits == 0 ? -1 : number;
  }

  long frames() {
    return frames;
  }

  int samples() {
    return samples;
  }

  /** Of one sample; 0 where samples do not fill bytes. */
  int sampleBytes() {
    return bitsAllocated % Byte.SIZE == 0 ? bitsAllocated / Byte.SIZE : 0;
  }

  /** Whether samples are numbers of a byte or two, their bits the lowest (PS3.5 8.1.1). */
  boolean whole() {
    return sampleBytes() > 0
        && sampleBytes() <= Short.BYTES
        && bitsStored > 0
        && bitsStored <= bitsAllocated
        && highBit == bitsStored - 1;
  }

  /** Whether bits above signed numbers may be an overlay (PS3.3 C.9.2), and no sign of theirs. */
  boolean signOverlaid() {
    return signed && overlaid;
  }

  /** What a code-stream of one frame that is {@link #whole} and fits in memory must be. */
  Shape shape() {
    return new Shape((int) columns, (int) rows, samples, bitsStored, bitsAllocated, signed);
  }

  /** Of one frame, count. */
  int pixels() {
    return (int) (rows * columns); // of no use for frames that do not fit in memory
  }

  /** Bytes of a frame that fits in memory; 0 for any other. */
  int frameBytes() {
    long bytes = rows * columns * samples * sampleBytes();
    return bytes > MAX_FRAME ? 0 : (int) bytes;
  }

  /** Bytes of all frames as native pixel data, without padding; 0 when it is not known. */
  long bytes() {
    long pixelBits = (long) samples * bitsAllocated;
    boolean sound = pixelBits <= MOST_PIXEL_BITS && frames > 0 && frames <= MOST_FRAMES;
    return sound ? Math.ceilDiv(rows * columns * pixelBits * frames, Byte.SIZE) : 0;
  }

  /** Whether samples come colour by plane. */
  boolean byPlane() {
    return planar && samples > 1;
  }
}
