package org.migrationauditor.verifier.dicom;

import java.io.IOException;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.verifier.digest.Sha256;

/** Digests of the pixel data of the data set itself, not of those in its items. */
final class Pixels {
  /** Pixel Data, the only one that may be encapsulated. */
  static final int PIXEL_DATA = 0x7FE00010;

  private static final int FLOAT_PIXEL_DATA = 0x7FE00008;
  private static final int DOUBLE_FLOAT_PIXEL_DATA = 0x7FE00009;

  private final MessageDigest digest;
  private final DecodedPixels decoded;
  private final ImagePixel image = new ImagePixel();
  private boolean seen;
  private boolean several;
  private boolean complete;

  Pixels(MessageDigest digest, DecodedPixels decoded) {
    this.digest = digest;
    this.decoded = decoded;
    digest.reset();
    decoded.open();
  }

  static boolean isPixels(int tag) {
    return tag == PIXEL_DATA || tag == FLOAT_PIXEL_DATA || tag == DOUBLE_FLOAT_PIXEL_DATA;
  }

  /** How they are laid out, as far as it was seen. */
  ImagePixel image() {
    return image;
  }

  /** Another element of pixel data; false if it is not the first. */
  boolean begin() {
    several = seen;
    seen = true;
    complete = false;
    return !several;
  }

  /**
   * Digests a value, and tells how many bytes of it were there.
   *
   * @param word bytes to a number that stands in big endian; 1 where none does
   */
  long value(int tag, @Nullable String syntax, Window window, long length, int word)
      throws IOException {
    if (tag == PIXEL_DATA) {
      decoded.value(image, syntax, length, word);
    }
    return pass(window, length, word);
  }

  /** In fragments, before the first. */
  void fragments(@Nullable String transferSyntaxUid) {
    decoded.fragments(image, transferSyntaxUid);
  }

  /** The last fragment has come; tells what is wrong with them, or nothing. */
  String endOfFragments() {
    decoded.endOfFragments();
    return decoded.problem();
  }

  /** Digests a fragment, and tells how many bytes of it were there. */
  long fragment(Window window, long length) throws IOException {
    decoded.nextFragment(length);
    return pass(window, length, 1);
  }

  private long pass(Window window, long length, int word) throws IOException {
    return window.pass(
        length,
        word,
        (bytes, from, count) -> {
          digest.update(bytes, from, count);
          decoded.take(bytes, from, count);
        });
  }

  /** The element has come to its end. */
  void end() {
    complete = true;
  }

  /** Whether there are any, complete or not. */
  boolean seen() {
    return seen;
  }

  /** Of all of them; null when there are none, or not all are there. To be asked once. */
  @Nullable ContentDigest contentDigest() {
    return complete ? Sha256.finish(digest) : null;
  }

  /** Of them decoded, given that of them as stored; null when they are not decoded here. */
  @Nullable ContentDigest decodedDigest(ContentDigest stored) {
    return several ? null : decoded.contentDigest(stored);
  }
}
