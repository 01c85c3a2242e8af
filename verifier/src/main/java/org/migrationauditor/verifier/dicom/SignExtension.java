package org.migrationauditor.verifier.dicom;

import java.security.MessageDigest;

/**
 * Negative numbers whose unused bits are zero, made the same numbers with their sign extended over
 * these bits. Both are in use, as PS3.5 8.1.1 says nothing of unused bits; a compression that knows
 * only the bits stored makes one of the other. Numbers with anything else there are left alone.
 */
final class SignExtension {
  private static final int STAGE = 1 << 13;

  private final byte[] staged = new byte[STAGE];
  private int count; // bytes staged
  private int sampleBytes;
  private int sign; // bit of the sign
  private int unused; // bits above it

  /** Starts over; false where no number has such bits. */
  boolean open(ImagePixel image) {
    count = 0;
    sampleBytes = image.sampleBytes();
    sign = 0;
    if (image.whole() && image.shape().signed() && !image.signOverlaid()) {
      int stored = image.shape().bitsStored();
      int allocated = image.shape().bitsAllocated();
      sign = 1 << (stored - 1);
      unused = (1 << allocated) - (1 << stored);
    }
    return sign != 0 && unused != 0;
  }

  /** Extends the signs of whole numbers, where they lie. */
  void extend(byte[] bytes, int length) {
    if (sign == 0 || unused == 0) {
      return;
    }
    for (int at = 0; at + sampleBytes <= length; at += sampleBytes) {
      int high = sampleBytes > 1 ? (bytes[at + 1] & 0xFF) << Byte.SIZE : 0;
      int number = high | (bytes[at] & 0xFF);
      if ((number & sign) != 0 && (number & unused) == 0) {
        bytes[at] = (byte) (number | unused);
        if (sampleBytes > 1) {
          bytes[at + 1] = (byte) ((number | unused) >> Byte.SIZE);
        }
      }
    }
  }

  /** Digests some more bytes with their signs extended. */
  void digest(byte[] bytes, int from, int length, MessageDigest digest) {
    int next = from;
    while (next < from + length) {
      int more = Math.min(STAGE - count, from + length - next);
      System.arraycopy(bytes, next, staged, count, more);
      count += more;
      next += more;
      int whole = count - count % sampleBytes;
      extend(staged, whole);
      digest.update(staged, 0, whole);
      System.arraycopy(staged, whole, staged, 0, count - whole);
      count -= whole;
    }
  }
}
