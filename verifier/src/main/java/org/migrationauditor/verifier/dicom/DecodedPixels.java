package org.migrationauditor.verifier.dicom;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.verifier.digest.Sha256;

/**
 * Digest of pixel data in one form, whatever their transfer syntax: frames in order and nothing
 * between or behind them; in a frame pixels in order, in a pixel its samples (colour by pixel),
 * each as a number of Bits Allocated bits in little endian, all bits of it as they are but for
 * those of {@link SignExtension}; samples of less than a byte packed as native pixel data have them
 * (PS3.5 8.1).
 *
 * <p>Native pixel data have it when they are as long as their attributes say, but for the byte that
 * makes the length even; run-length encoded ones (PS3.5 G) when each frame is one fragment and none
 * is longer than {@link ImagePixel#MAX_FRAME}; those of {@link JpegFrames} when all of them were
 * understood. Other compressions are not decoded. No colour is ever transformed.
 */
final class DecodedPixels implements Sink {
  private static final String RLE_LOSSLESS = "1.2.840.10008.1.2.5";
  private static final int LONGEST_RUN = 128;
  private static final int RUN_BYTES = 2;
  private static final int KEPT = 1 << 20; // bytes of a frame that are kept for the next file

  private enum Form {
    NOT_DECODED,
    AS_STORED,
    PADDED,
    SIGNED,
    BY_PLANE,
    RUN_LENGTH,
    JPEG
  }

  private final MessageDigest digest;
  private final PlanarFrame planar = new PlanarFrame();
  private final RleFrame runLength = new RleFrame();
  private final JpegFrames jpeg;
  private final SignExtension signs = new SignExtension();
  private ImagePixel image = new ImagePixel();
  private byte[] frame = {};
  private Form form = Form.NOT_DECODED;
  private long left; // bytes of native pixel data, or fragments, that are to come
  private long fragments;
  private String problem = "";

  DecodedPixels(MessageDigest digest) {
    this.digest = digest;
    jpeg = new JpegFrames(digest, signs);
  }

  /** Starts over, before any pixel data. */
  void open() {
    digest.reset();
    form = Form.NOT_DECODED;
    problem = "";
    if (frame.length > KEPT) {
      frame = new byte[0];
    }
  }

  /**
   * A native value, before its bytes.
   *
   * @param word bytes to a number that stands in big endian; 1 where none does
   */
  void value(ImagePixel pixel, @Nullable String transferSyntaxUid, long length, int word) {
    image = pixel;
    boolean signed = signs.open(image);
    left = image.bytes();
    boolean padded = left % 2 != 0 && length == left + 1;
    boolean ordered = word == 1 || image.sampleBytes() <= word; // else writers differ in the order
    boolean sound = left > 0 && ordered && (padded || length == left);
    if (!sound || transferSyntaxUid == null || !TransferSyntax.isNative(transferSyntaxUid)) {
      form = Form.NOT_DECODED;
    } else if (image.byPlane()) {
      form = room() ? Form.BY_PLANE : Form.NOT_DECODED;
      planar.open(image, frame);
    } else if (signed) {
      form = Form.SIGNED;
    } else {
      form = padded ? Form.PADDED : Form.AS_STORED;
    }
  }

  /** Pixel data in fragments, before the first. */
  void fragments(ImagePixel pixel, @Nullable String transferSyntaxUid) {
    image = pixel;
    signs.open(image);
    left = image.frames();
    fragments = 0;
    if (left <= 0 || image.frameBytes() == 0) {
      form = Form.NOT_DECODED;
    } else if (RLE_LOSSLESS.equals(transferSyntaxUid)) {
      form = Form.RUN_LENGTH;
    } else {
      form = jpeg.open(image, transferSyntaxUid) ? Form.JPEG : Form.NOT_DECODED;
    }
  }

  private boolean room() {
    int bytes = image.frameBytes();
    if (bytes > frame.length) {
      frame = new byte[bytes];
    }
    return bytes > 0;
  }

  /**
   * The next fragment; the first of all only tells where the others start.
   *
   * @param length bytes; a frame that cannot come of so few takes no memory
   */
  void nextFragment(long length) {
    endOfFragment();
    fragments++;
    if (form == Form.RUN_LENGTH && fragments > 1) {
      if (image.frameBytes() > length * LONGEST_RUN / RUN_BYTES || !room()) {
        broken(frameProblem(fragments - 1));
      } else {
        runLength.open(image, frame);
      }
    } else if (form == Form.JPEG) {
      jpeg.nextFragment();
    }
  }

  private static String frameProblem(long number) {
    return "frame " + number + " is not compressed by run length as it should be";
  }

  @Override
  public void take(byte[] bytes, int from, int count) {
    switch (form) {
      case NOT_DECODED, AS_STORED -> {}
      case PADDED -> {
        digest.update(bytes, from, (int) Math.min(count, left));
        left -= Math.min(count, left);
      }
      case SIGNED -> {
        signs.digest(bytes, from, (int) Math.min(count, left), digest);
        left -= Math.min(count, left);
      }
      case BY_PLANE -> byPlane(bytes, from, (int) Math.min(count, left));
      case RUN_LENGTH -> {
        if (fragments > 1) {
          runLength.take(bytes, from, count);
        }
      }
      case JPEG -> jpeg.take(bytes, from, count);
    }
  }

  private void byPlane(byte[] bytes, int from, int count) {
    for (int i = from; i < from + count; i++) {
      planar.put(bytes[i]);
      if (planar.complete()) {
        digestFrame();
        planar.open(image, frame);
      }
    }
    left -= count;
  }

  private void digestFrame() {
    signs.extend(frame, image.frameBytes());
    digest.update(frame, 0, image.frameBytes());
  }

  private void endOfFragment() {
    if (form != Form.RUN_LENGTH || fragments < 2) {
      return;
    }
    if (runLength.complete()) {
      digestFrame();
    } else {
      broken(frameProblem(fragments - 1));
    }
  }

  /** The last fragment has come. */
  void endOfFragments() {
    endOfFragment();
    if (form == Form.RUN_LENGTH && fragments - 1 != left) {
      broken(left + " frames declared, " + (fragments - 1) + " found");
    } else if (form == Form.JPEG && !jpeg.complete()) {
      form = Form.NOT_DECODED;
    }
  }

  private void broken(String what) {
    form = Form.NOT_DECODED;
    problem = what;
  }

  /** What is wrong with compressed pixel data that are decoded here; empty when nothing is. */
  String problem() {
    return problem;
  }

  /**
   * Of all of them, once they are all there; null when they are not decoded.
   *
   * @param stored digest of the pixel data as stored
   */
  @Nullable ContentDigest contentDigest(ContentDigest stored) {
    return switch (form) {
      case NOT_DECODED -> null;
      case AS_STORED -> stored;
      case PADDED, SIGNED, BY_PLANE, RUN_LENGTH, JPEG -> Sha256.finish(digest);
    };
  }
}
