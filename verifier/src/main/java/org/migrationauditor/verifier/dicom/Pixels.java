package org.migrationauditor.verifier.dicom;

import java.io.IOException;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.verifier.digest.Sha256;

/** Digest of the pixel data of the data set itself, not of those in its items. */
final class Pixels {
  /** Pixel Data, the only one that may be encapsulated. */
  static final int PIXEL_DATA = 0x7FE00010;

  private static final int FLOAT_PIXEL_DATA = 0x7FE00008;
  private static final int DOUBLE_FLOAT_PIXEL_DATA = 0x7FE00009;

  private final MessageDigest digest;
  private boolean seen;
  private boolean complete;

  Pixels(MessageDigest digest) {
    this.digest = digest;
    digest.reset();
  }

  static boolean isPixels(int tag) {
    return tag == PIXEL_DATA || tag == FLOAT_PIXEL_DATA || tag == DOUBLE_FLOAT_PIXEL_DATA;
  }

  /** Another element of pixel data; false if it is not the first. */
  boolean begin() {
    boolean first = !seen;
    seen = true;
    complete = false;
    return first;
  }

  /**
   * Digests a value or a fragment, and tells how many bytes of it were there.
   *
   * @param word bytes to a number that stands in big endian; 1 where none does
   */
  long pass(Window window, long length, int word) throws IOException {
    return window.pass(length, word, digest::update);
  }

  /** The element has come to its end. */
  void end() {
    complete = true;
  }

  /** Whether there are any, complete or not. */
  boolean seen() {
    return seen;
  }

  /** Of all of them; null when there are none, or not all are there. */
  @Nullable ContentDigest contentDigest() {
    return complete ? Sha256.finish(digest) : null;
  }
}
