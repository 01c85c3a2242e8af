package org.migrationauditor.verifier.dicom;

/**
 * One frame that is compressed by run length, decoded as its bytes pass (PS3.5 G): a header of 64
 * bytes that tells where segments start, and a segment for each byte of a pixel, highest first, of
 * one sample after the other.
 */
final class RleFrame implements Sink {
  private static final int HEADER = 64;
  private static final int MOST_SEGMENTS = 15;
  private static final int NOTHING = -128;

  private final byte[] header = new byte[HEADER];
  private final int[] starts = new int[MOST_SEGMENTS + 1];
  private byte[] frame = {};
  private int sampleBytes;
  private int pixelBytes;
  private int pixels;
  private long at; // bytes of the fragment that passed
  private int segment;
  private int into; // where the next byte of the segment goes
  private int left; // bytes that the segment still has to give
  private int literal; // bytes that come as they are
  private int run; // how often the next byte comes
  private boolean broken;

  /**
   * Starts a frame.
   *
   * @param into takes the frame's bytes, colour by pixel, numbers in little endian
   */
  void open(ImagePixel image, byte[] into) {
    frame = into;
    sampleBytes = image.sampleBytes();
    pixelBytes = image.samples() * sampleBytes;
    pixels = image.pixels();
    at = 0;
    segment = -1;
    left = 0;
    broken = pixelBytes > MOST_SEGMENTS;
  }

  /** Whether the frame is all there. */
  boolean complete() {
    return !broken && segment == pixelBytes - 1 && left == 0;
  }

  @Override
  public void take(byte[] bytes, int from, int count) {
    int next = from;
    int end = from + count;
    while (next < end && !broken) {
      if (at < HEADER) {
        header[(int) at++] = bytes[next++];
        if (at == HEADER) {
          readHeader();
        }
      } else {
        boolean last = segment + 1 == pixelBytes;
        if (!last && at == starts[segment + 1]) {
          nextSegment();
        } else {
          int here = last ? end - next : (int) Math.min(end - next, starts[segment + 1] - at);
          decode(bytes, next, next + here);
          next += here;
          at += here;
        }
      }
    }
  }

  private void readHeader() {
    broken = number(0) != pixelBytes;
    int before = HEADER - 1;
    for (int i = 0; i < pixelBytes && !broken; i++) {
      starts[i] = number(i + 1);
      broken = i == 0 ? starts[i] != HEADER : starts[i] <= before;
      before = starts[i];
    }
  }

  private int number(int index) {
    int number = 0;
    for (int i = Integer.BYTES - 1; i >= 0; i--) {
      number = (number << Byte.SIZE) | (header[index * Integer.BYTES + i] & 0xFF);
    }
    return number;
  }

  private void nextSegment() {
    broken = left > 0;
    segment++;
    int sample = segment / sampleBytes;
    int lowest = (sample + 1) * sampleBytes - 1;
    into = lowest - segment % sampleBytes;
    left = pixels;
    literal = 0;
    run = 0;
  }

  /** Bytes of one segment; those behind its last are padding. */
  private void decode(byte[] bytes, int from, int end) {
    int next = from;
    while (next < end && left > 0 && !broken) {
      if (literal > 0) {
        int there = Math.min(literal, end - next);
        copy(bytes, next, there);
        next += there;
        literal -= there;
      } else if (run > 0) {
        repeat(bytes[next++], run);
        run = 0;
      } else {
        count(bytes[next++]);
      }
    }
  }

  private void count(byte next) {
    if (next >= 0) {
      literal = next + 1;
    } else if (next != NOTHING) {
      run = 1 - next;
    }
  }

  private void copy(byte[] bytes, int from, int count) {
    if (fits(count)) {
      for (int i = from; i < from + count; i++) {
        frame[into] = bytes[i];
        into += pixelBytes;
      }
    }
  }

  private void repeat(byte value, int times) {
    if (fits(times)) {
      for (int i = 0; i < times; i++) {
        frame[into] = value;
        into += pixelBytes;
      }
    }
  }

  private boolean fits(int count) {
    broken = count > left;
    left -= count;
    return !broken;
  }
}
