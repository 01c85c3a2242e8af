package org.migrationauditor.verifier.jpeg;

import java.util.Arrays;

/** A code-block, and where its bytes are in the packets of a tile (T.800 B.10.7). */
final class J2kBlock {
  private static final int LAZY_START = 10; // passes that are never raw
  private static final int FIRST_LENGTH_BITS = 3;

  final Area area; // in its subband
  private boolean included;
  private int planes; // of its greatest magnitude
  private int passes;
  private int lengthBits = FIRST_LENGTH_BITS;
  private int[] parts = {}; // start, length and codeword segment of each run of bytes
  private int partCount;
  private int[] segmentPasses = {};
  private int segmentCount;

  J2kBlock(Area area) {
    this.area = area;
  }

  boolean included() {
    return included;
  }

  void include(int itsPlanes) {
    included = true;
    planes = itsPlanes;
  }

  int planes() {
    return planes;
  }

  int passes() {
    return passes;
  }

  /** How many bytes tell of passes, less those that their number tells. */
  int lengthBits() {
    return lengthBits;
  }

  void longerLength() throws JpegException {
    lengthBits++;
    if (lengthBits > 24) {
      throw new JpegException("has a code-block too long to be one");
    }
  }

  /**
   * How many of the next passes are in the codeword segment that the first of them is in.
   *
   * @param told passes behind those added that were told of already
   */
  int passesTogether(int told, int next, J2kCoding coding) {
    if (coding.has(J2kCoding.TERMINATE)) {
      return 1;
    }
    if (!coding.has(J2kCoding.BYPASS)) {
      return next;
    }
    int first = passes + told;
    return Math.min(next, first < LAZY_START ? LAZY_START - first : lazyLeft(first));
  }

  /** Of two raw passes and one cleanup pass, one after the other (T.800 table D.9). */
  private static int lazyLeft(int pass) {
    int inPlane = (pass - LAZY_START) % 3;
    return inPlane < 2 ? 2 - inPlane : 1;
  }

  /** Adds passes, which begin a codeword segment if the coding has it so. */
  void add(int more, int start, int length, J2kCoding coding) {
    boolean begins =
        segmentCount == 0
            || coding.has(J2kCoding.TERMINATE)
            || (coding.has(J2kCoding.BYPASS) && beginsLazy(passes));
    if (begins) {
      segmentPasses = Arrays.copyOf(segmentPasses, segmentCount + 1);
      segmentCount++;
    }
    segmentPasses[segmentCount - 1] += more;
    passes += more;
    parts = Arrays.copyOf(parts, 3 * (partCount + 1));
    parts[3 * partCount] = start;
    parts[3 * partCount + 1] = length;
    parts[3 * partCount + 2] = segmentCount - 1;
    partCount++;
  }

  private static boolean beginsLazy(int pass) {
    return pass >= LAZY_START && (pass - LAZY_START) % 3 != 1;
  }

  int segments() {
    return segmentCount;
  }

  int passesOf(int segment) {
    return segmentPasses[segment];
  }

  /** Bytes of a codeword segment, count. */
  int bytesOf(int segment) {
    int bytes = 0;
    for (int i = 0; i < partCount; i++) {
      bytes += parts[3 * i + 2] == segment ? parts[3 * i + 1] : 0;
    }
    return bytes;
  }

  /** Copies a codeword segment. */
  void copy(int segment, byte[] packets, byte[] into) {
    int to = 0;
    for (int i = 0; i < partCount; i++) {
      if (parts[3 * i + 2] == segment) {
        System.arraycopy(packets, parts[3 * i], into, to, parts[3 * i + 1]);
        to += parts[3 * i + 1];
      }
    }
  }
}
