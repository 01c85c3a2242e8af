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
  private int at; // bytes of the fragment that passed
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
    for (int i = from; i < from + count && !broken; i++) {
      if (at < HEADER) {
        header[at++] = bytes[i];
        if (at == HEADER) {
          readHeader();
        }
      } else {
        if (segment + 1 < pixelBytes && at == starts[segment + 1]) {
          nextSegment();
        }
        at++;
        if (left > 0) { // else it is padding
          decode(bytes[i]);
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

  private void decode(byte next) {
    if (literal > 0) {
      literal--;
      put(next, 1);
    } else if (run > 0) {
      put(next, run);
      run = 0;
    } else if (next >= 0) {
      literal = next + 1;
    } else if (next != NOTHING) {
      run = 1 - next;
    }
  }

  private void put(byte value, int times) {
    if (times > left) {
      broken = true;
      return;
    }
    for (int i = 0; i < times; i++) {
      frame[into] = value;
      into += pixelBytes;
    }
    left -= times;
  }
}
