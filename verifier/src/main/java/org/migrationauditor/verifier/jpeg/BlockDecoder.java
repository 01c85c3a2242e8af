package org.migrationauditor.verifier.jpeg;

import java.util.Arrays;

/**
 * Decodes the coefficients of code-blocks, bit-plane by bit-plane (T.800 D).
 *
 * <p>Bits below the last one decoded of a coefficient are half of what they can be, a choice that
 * T.800 E.1 leaves open. Some writers count on it when they leave out passes of images that are to
 * be lossless.
 */
final class BlockDecoder {
  private static final int STRIPE = 4; // rows
  private static final int FIRST_RAW = 10; // pass of a selective bypass

  // of a coefficient: which neighbours are significant, and signs of four of them
  private static final int NORTH = 1;
  private static final int SOUTH = 1 << 1;
  private static final int WEST = 1 << 2;
  private static final int EAST = 1 << 3;
  private static final int NORTH_WEST = 1 << 4;
  private static final int NORTH_EAST = 1 << 5;
  private static final int SOUTH_WEST = 1 << 6;
  private static final int SOUTH_EAST = 1 << 7;
  private static final int NEIGHBOURS = 0xFF;
  private static final int NEGATIVE = 8; // shift of a sign above its significance
  private static final int SIGNIFICANT = 1 << 12;
  private static final int VISITED = 1 << 13;
  private static final int REFINED = 1 << 14;
  private static final int OWN_SIGN = 1 << 15;
  private static final int BELOW =
      SOUTH | SOUTH_WEST | SOUTH_EAST | SOUTH << NEGATIVE; // of the next stripe

  private static final byte[][] ZERO_CONTEXTS = zeroContexts();
  private static final int SIGN_CONTEXT = 9;
  private static final int REFINE_CONTEXT = 14;

  private final MqDecoder mq = new MqDecoder();
  private int[] flags = {};
  private int[] values = {};
  private byte[] bytes = {};
  private int width;
  private int height;
  private int stride;
  private byte[] contexts = ZERO_CONTEXTS[0];
  private boolean causal;
  private boolean raw;

  /** T.800 table D.1, for LL and LH, HL, HH. */
  private static byte[][] zeroContexts() {
    byte[][] tables = new byte[3][NEIGHBOURS + 1];
    for (int f = 0; f <= NEIGHBOURS; f++) {
      int h = Integer.bitCount(f & (WEST | EAST));
      int v = Integer.bitCount(f & (NORTH | SOUTH));
      int d = Integer.bitCount(f & (NORTH_WEST | NORTH_EAST | SOUTH_WEST | SOUTH_EAST));
      tables[0][f] = (byte) edge(h, v, d);
      tables[1][f] = (byte) edge(v, h, d);
      tables[2][f] = (byte) corner(h + v, d);
    }
    return tables;
  }

  private static int edge(int along, int across, int d) {
    if (along == 2) {
      return 8;
    }
    if (along == 1) {
      return across >= 1 ? 7 : d >= 1 ? 6 : 5;
    }
    if (across > 0) {
      return across + 2;
    }
    return Math.min(d, 2);
  }

  private static int corner(int sides, int d) {
    return switch (d) {
      case 0 -> Math.min(sides, 2);
      case 1 -> 3 + Math.min(sides, 2);
      case 2 -> sides == 0 ? 6 : 7;
      default -> 8;
    };
  }

  /**
   * Decodes a code-block.
   *
   * @param kind of its subband, as {@link J2kPrecinct.Band} has it
   * @param packets of its tile
   * @param into takes the coefficients
   * @param at where the first goes
   * @param row from one row to the next
   */
  void decode(
      J2kBlock block, int kind, J2kCoding coding, byte[] packets, int[] into, int at, int row)
      throws JpegException {
    open(block, kind, coding);
    int pass = 0;
    mq.reset();
    for (int segment = 0; segment < block.segments(); segment++) {
      int length = block.bytesOf(segment);
      if (length > bytes.length) {
        bytes = new byte[length];
      }
      block.copy(segment, packets, bytes);
      raw = coding.has(J2kCoding.BYPASS) && pass >= FIRST_RAW && (pass + 2) % 3 != 2;
      if (raw) {
        mq.startRaw(bytes, 0, length);
      } else {
        mq.start(bytes, 0, length);
      }
      for (int end = pass + block.passesOf(segment); pass < end; pass++) {
        pass(pass, block.planes(), coding);
      }
    }
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int value = values[y * width + x];
        boolean negative = (flags[(y + 1) * stride + x + 1] & OWN_SIGN) != 0;
        into[at + y * row + x] = negative ? -value : value;
      }
    }
  }

  private void open(J2kBlock block, int kind, J2kCoding coding) {
    width = block.area.width();
    height = block.area.height();
    stride = width + 2;
    int count = stride * (height + 2);
    if (count > flags.length) {
      flags = new int[count];
    }
    Arrays.fill(flags, 0, count, 0);
    if (width * height > values.length) {
      values = new int[width * height];
    }
    Arrays.fill(values, 0, width * height, 0);
    contexts = ZERO_CONTEXTS[kind == 1 ? 1 : kind == 3 ? 2 : 0];
    causal = coding.has(J2kCoding.CAUSAL);
    raw = false;
  }

  private void pass(int pass, int planes, J2kCoding coding) throws JpegException {
    int bit = 1 << (planes - 1 - (pass + 2) / 3);
    switch ((pass + 2) % 3) {
      case 0 -> significance(bit);
      case 1 -> refinement(bit);
      default -> {
        cleanup(bit);
        if (coding.has(J2kCoding.SEGMENTATION)) {
          segmentation();
        }
      }
    }
    if (coding.has(J2kCoding.RESET)) {
      mq.reset();
    }
  }

  private void segmentation() throws JpegException {
    int symbol = 0;
    for (int i = 0; i < 4; i++) {
      symbol = symbol << 1 | mq.bit(MqDecoder.UNIFORM);
    }
    if (symbol != 0b1010) {
      throw new JpegException("has a bit-plane that ends in the wrong way");
    }
  }

  /** Flags of a coefficient, without what a causal context may not see. */
  private int seen(int f, int y) {
    return causal && y % STRIPE == STRIPE - 1 ? f & ~BELOW : f;
  }

  private void significance(int bit) {
    for (int top = 0; top < height; top += STRIPE) {
      int bottom = Math.min(top + STRIPE, height);
      for (int x = 0; x < width; x++) {
        for (int y = top; y < bottom; y++) {
          int at = (y + 1) * stride + x + 1;
          int f = seen(flags[at], y);
          if ((f & SIGNIFICANT) == 0 && (f & NEIGHBOURS) != 0) {
            int found = raw ? mq.rawBit() : mq.bit(contexts[f & NEIGHBOURS]);
            if (found == 1) {
              becomeSignificant(at, x, y, bit, f);
            }
            flags[at] |= VISITED;
          }
        }
      }
    }
  }

  private void refinement(int bit) {
    for (int top = 0; top < height; top += STRIPE) {
      int bottom = Math.min(top + STRIPE, height);
      for (int x = 0; x < width; x++) {
        for (int y = top; y < bottom; y++) {
          int at = (y + 1) * stride + x + 1;
          int f = seen(flags[at], y);
          if ((f & (SIGNIFICANT | VISITED)) == SIGNIFICANT) {
            int found = raw ? mq.rawBit() : mq.bit(refineContext(f));
            int value = values[y * width + x] & ~bit;
            values[y * width + x] = value | (found == 1 ? bit : 0) | bit >> 1;
            flags[at] |= REFINED;
          }
        }
      }
    }
  }

  private static int refineContext(int f) {
    if ((f & REFINED) != 0) {
      return REFINE_CONTEXT + 2;
    }
    return (f & NEIGHBOURS) != 0 ? REFINE_CONTEXT + 1 : REFINE_CONTEXT;
  }

  private void cleanup(int bit) {
    for (int top = 0; top < height; top += STRIPE) {
      int bottom = Math.min(top + STRIPE, height);
      for (int x = 0; x < width; x++) {
        int y = top;
        if (bottom - top == STRIPE && quiet(x, top)) {
          if (mq.bit(MqDecoder.RUN) == 0) {
            continue;
          }
          y += mq.bit(MqDecoder.UNIFORM) << 1;
          y += mq.bit(MqDecoder.UNIFORM);
          int at = (y + 1) * stride + x + 1;
          becomeSignificant(at, x, y, bit, seen(flags[at], y));
          y++;
        }
        for (; y < bottom; y++) {
          int at = (y + 1) * stride + x + 1;
          int f = seen(flags[at], y);
          if ((f & (SIGNIFICANT | VISITED)) == 0 && mq.bit(contexts[f & NEIGHBOURS]) == 1) {
            becomeSignificant(at, x, y, bit, f);
          }
        }
        for (int row = top; row < bottom; row++) {
          flags[(row + 1) * stride + x + 1] &= ~VISITED;
        }
      }
    }
  }

  /** Whether nothing of a column of a stripe, or beside it, is significant or was visited. */
  private boolean quiet(int x, int top) {
    int all = 0;
    for (int y = top; y < top + STRIPE; y++) {
      all |= seen(flags[(y + 1) * stride + x + 1], y);
    }
    return (all & (SIGNIFICANT | VISITED | NEIGHBOURS)) == 0;
  }

  private void becomeSignificant(int at, int x, int y, int bit, int f) {
    int negative;
    if (raw) {
      negative = mq.rawBit();
    } else {
      int h = contribution(f, WEST) + contribution(f, EAST);
      int v = contribution(f, NORTH) + contribution(f, SOUTH);
      h = Math.max(-1, Math.min(1, h));
      v = Math.max(-1, Math.min(1, v));
      boolean flip = h < 0 || (h == 0 && v < 0);
      negative = mq.bit(signContext(flip ? -h : h, flip ? -v : v)) ^ (flip ? 1 : 0);
    }
    values[y * width + x] = bit | bit >> 1;
    flags[at] |= SIGNIFICANT | (negative == 1 ? OWN_SIGN : 0);
    int sign = negative << NEGATIVE;
    flags[at - stride] |= SOUTH | SOUTH * sign;
    flags[at + stride] |= NORTH | NORTH * sign;
    flags[at - 1] |= EAST | EAST * sign;
    flags[at + 1] |= WEST | WEST * sign;
    flags[at - stride - 1] |= SOUTH_EAST;
    flags[at - stride + 1] |= SOUTH_WEST;
    flags[at + stride - 1] |= NORTH_EAST;
    flags[at + stride + 1] |= NORTH_WEST;
  }

  private static int contribution(int f, int side) {
    if ((f & side) == 0) {
      return 0;
    }
    return (f & side << NEGATIVE) == 0 ? 1 : -1;
  }

  /** T.800 table D.3, for what is left of it when signs are mirrored. */
  private static int signContext(int h, int v) {
    return h == 0 ? SIGN_CONTEXT + v : SIGN_CONTEXT + 3 + v;
  }
}
