package org.migrationauditor.verifier.dicom;

import java.io.IOException;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.verifier.digest.Sha256;

/**
 * Digest of a data set and of each of its {@link Elements}, the same in every transfer syntax that
 * keeps its values (PS3.5 7, 10).
 *
 * <p>Of each element go in how deep it is nested, how long it is, its tag, and its value in little
 * endian; a sequence goes in as an empty value, an item with a length that no value has. So whether
 * lengths are defined and value representations named makes no difference. Left out are the pixel
 * data of the data set itself, which {@link Pixels} digests, and what only speaks of the encoding:
 * group lengths, Length to End and Data Set Trailing Padding. Padding of a value is part of it, as
 * nothing in implicit VR tells the two apart; value representations are not, for the same reason.
 */
final class DataSet {
  private static final int STAGE = 4096;
  private static final int HEADER = 10;
  private static final int TAG = 4; // its last bytes, with which the digest of an element begins
  private static final int ITEM = 0xFFFEE000;
  private static final long NO_LENGTH = 0xFFFFFFFFL;
  private static final int PIXEL_GROUP = 0x7FE0;
  private static final int LENGTH_TO_END = 0x00080001;
  private static final int TRAILING_PADDING = 0xFFFCFFFC;

  private final MessageDigest digest;
  private final Elements elements;
  private final byte[] staged = new byte[STAGE];
  private int count;
  private int hashed; // of what is staged, with the element it is in

  DataSet(MessageDigest digest, Elements elements) {
    this.digest = digest;
    this.elements = elements;
  }

  /** Starts over. */
  void open() {
    digest.reset();
    elements.open();
    count = 0;
    hashed = 0;
  }

  /**
   * Whether an element is left out.
   *
   * @param depth 0 for the data set itself
   */
  static boolean leavesOut(int depth, int tag) {
    return (tag & 0xFFFF) == 0
        || (depth == 0 && tag >>> 16 == PIXEL_GROUP)
        || tag == LENGTH_TO_END
        || tag == TRAILING_PADDING;
  }

  /** A sequence, before its items; or pixel data in an item, before its fragments. */
  void sequence(int depth, int tag) {
    header(depth, tag, Vr.SQ, 0);
  }

  /** An item, before its elements. */
  void item(int depth) {
    header(depth, ITEM, Vr.UN, NO_LENGTH);
  }

  /** Digests a fragment of pixel data in an item, and tells how many bytes of it were there. */
  long fragment(int depth, Window window, long length) throws IOException {
    return value(depth, ITEM, Vr.UN, window, length, 1);
  }

  /**
   * Digests a value, and tells how many bytes of it were there.
   *
   * @param word bytes to a number that stands in big endian; 1 for anything else
   */
  long value(int depth, int tag, int vr, Window window, long length, int word) throws IOException {
    header(depth, tag, vr, length);
    if (word == 1 && length <= STAGE) {
      room((int) length);
      int passed = window.copy((int) length, staged, count);
      count += passed;
      return passed;
    }
    flush();
    return window.pass(
        length,
        word,
        (bytes, from, passed) -> {
          digest.update(bytes, from, passed);
          elements.take(bytes, from, passed);
        });
  }

  /** Digests a value at hand. */
  void value(int depth, int tag, int vr, byte[] value, int length) {
    header(depth, tag, vr, length);
    room(length);
    System.arraycopy(value, 0, staged, count, length);
    count += length;
  }

  private void header(int depth, int tag, int vr, long length) {
    room(HEADER);
    if (depth == 0) {
      hash();
      elements.begin(tag, vr);
      hashed = count + HEADER - TAG;
    }
    staged[count++] = (byte) (depth >>> 8);
    staged[count++] = (byte) depth;
    number((int) length);
    number(tag);
  }

  private void number(int number) {
    for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      staged[count++] = (byte) (number >>> shift);
    }
  }

  private void room(int bytes) {
    if (STAGE - count < bytes) {
      flush();
    }
  }

  private void flush() {
    hash();
    digest.update(staged, 0, count);
    count = 0;
    hashed = 0;
  }

  private void hash() {
    elements.take(staged, hashed, count - hashed);
    hashed = count;
  }

  /** Of all that went in; to be asked once. */
  ContentDigest contentDigest() {
    flush();
    return Sha256.finish(digest);
  }

  /** Of its elements; to be asked once, after {@link #contentDigest}. */
  @Nullable ElementDigests elements() {
    return elements.digests();
  }
}
