package org.migrationauditor.verifier.jpeg;

import java.io.ByteArrayOutputStream;

/** Encodes as ITU-T T.81 H tells, with codes of five bits for every category. */
final class LosslessEncoder {
  private static final int CODE_BITS = 5;
  private static final int CATEGORIES = 17;

  private final Picture picture;
  private final int predictor;
  private final int shift;
  private final int restartLines;

  /**
   * @param shift point transform
   * @param restartLines 0 for none
   */
  LosslessEncoder(Picture picture, int predictor, int shift, int restartLines) {
    this.picture = picture;
    this.predictor = predictor;
    this.shift = shift;
    this.restartLines = restartLines;
  }

  /**
   * A code-stream.
   *
   * @param together whether all components are in one scan
   */
  byte[] encode(boolean together) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD8});
    int[] table = new int[1 + 16 + CATEGORIES];
    table[CODE_BITS] = CATEGORIES;
    for (int i = 0; i < CATEGORIES; i++) {
      table[17 + i] = i;
    }
    Picture.segment(out, 0xC4, table);
    picture.frame(out, 0xC3);
    int interval = restartLines * picture.columns();
    if (interval > 0) {
      Picture.segment(out, 0xDD, interval >> 8, interval);
    }
    if (together) {
      scan(out, 0, picture.components());
    } else {
      for (int i = 0; i < picture.components(); i++) {
        scan(out, i, i + 1);
      }
    }
    out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD9});
    return out.toByteArray();
  }

  private void scan(ByteArrayOutputStream out, int from, int to) {
    int[] header = new int[1 + 2 * (to - from) + 3];
    header[0] = to - from;
    for (int i = from; i < to; i++) {
      header[1 + 2 * (i - from)] = i + 1;
    }
    header[header.length - 3] = predictor;
    header[header.length - 1] = shift;
    Picture.segment(out, 0xDA, header);
    BitWriter bits = new BitWriter(out, false);
    for (int y = 0; y < picture.rows(); y++) {
      boolean first = y == 0 || (restartLines > 0 && y % restartLines == 0);
      if (first && y > 0) {
        bits.end();
        out.write(0xFF);
        out.write(0xD0 + (y / restartLines - 1) % 8);
        bits = new BitWriter(out, false);
      }
      for (int x = 0; x < picture.columns(); x++) {
        for (int i = from; i < to; i++) {
          difference(bits, sample(x, y, i) - predicted(x, y, i, first));
        }
      }
    }
    bits.end();
  }

  private int sample(int x, int y, int i) {
    return picture.at(x, y, i) >> shift;
  }

  private int predicted(int x, int y, int i, boolean first) {
    if (first) {
      return x == 0 ? 1 << (picture.precision() - shift - 1) : sample(x - 1, y, i);
    }
    int rb = sample(x, y - 1, i);
    if (x == 0) {
      return rb;
    }
    int ra = sample(x - 1, y, i);
    int rc = sample(x - 1, y - 1, i);
    return switch (predictor) {
      case 1 -> ra;
      case 2 -> rb;
      case 3 -> rc;
      case 4 -> ra + rb - rc;
      case 5 -> ra + ((rb - rc) >> 1);
      case 6 -> rb + ((ra - rc) >> 1);
      default -> (ra + rb) >> 1;
    };
  }

  private static void difference(BitWriter bits, int full) {
    int difference = (short) full; // modulo 2^16
    int category =
        difference == Short.MIN_VALUE
            ? Short.SIZE
            : Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(difference));
    bits.write(category, CODE_BITS);
    if (category < Short.SIZE) {
      bits.write(difference < 0 ? difference + (1 << category) - 1 : difference, category);
    }
  }
}
