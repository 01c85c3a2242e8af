package org.migrationauditor.verifier.jpeg;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Encodes as ITU-T T.87 A tells, step by step. */
final class LsEncoder {
  private static final int[] J = {
    0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13,
    14, 15
  };

  private final Picture picture;
  private final int near;
  private final int interleave;
  private final int restartLines;
  private final LsParameters parameters;
  private final int range;
  private final int qbpp;
  private final int limit;
  private final int[] a = new int[367];
  private final int[] b = new int[367];
  private final int[] c = new int[367];
  private final int[] n = new int[367];
  private final int[] nn = new int[367];
  private final int[] runIndex;
  private int[][] line;
  private int[][] above;
  private BitWriter bits;

  private LsEncoder(
      Picture picture, int near, int interleave, int restartLines, LsParameters declared)
      throws JpegException {
    this.picture = picture;
    this.near = near;
    this.interleave = interleave;
    this.restartLines = restartLines;
    parameters = declared.of(picture.precision(), near);
    int max = parameters.maximum();
    range = (max + 2 * near) / (2 * near + 1) + 1;
    qbpp = (int) Math.ceil(Math.log(range) / Math.log(2) - 1e-9);
    int bpp = Math.max(2, (int) Math.ceil(Math.log(max + 1) / Math.log(2) - 1e-9));
    limit = 2 * (bpp + Math.max(8, bpp));
    runIndex = new int[picture.components()];
    line = new int[picture.components()][];
    above = new int[picture.components()][];
    bits = new BitWriter(new ByteArrayOutputStream(), true);
  }

  /**
   * A code-stream.
   *
   * @param interleave 0, 1 or 2 (T.87 C.2.3)
   * @param restartLines 0 for none
   * @param declared zeros for what is not declared
   */
  static byte[] encode(
      Picture picture, int near, int interleave, int restartLines, LsParameters declared)
      throws JpegException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD8});
    picture.frame(out, 0xF7);
    if (!declared.equals(LsParameters.defaults())) {
      int[] all = {
        declared.maximum(), declared.t1(), declared.t2(), declared.t3(), declared.reset()
      };
      int[] bytes = new int[11];
      bytes[0] = 1;
      for (int i = 0; i < all.length; i++) {
        bytes[1 + 2 * i] = all[i] >> 8;
        bytes[2 + 2 * i] = all[i];
      }
      Picture.segment(out, 0xF8, bytes);
    }
    if (restartLines > 0) {
      Picture.segment(out, 0xDD, restartLines >> 8, restartLines);
    }
    LsEncoder encoder = new LsEncoder(picture, near, interleave, restartLines, declared);
    if (interleave == 0) {
      for (int i = 0; i < picture.components(); i++) {
        encoder.scan(out, i, i + 1);
      }
    } else {
      encoder.scan(out, 0, picture.components());
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
    header[header.length - 3] = near;
    header[header.length - 2] = interleave;
    Picture.segment(out, 0xDA, header);
    for (int y = 0; y < picture.rows(); y++) {
      if (y == 0 || (restartLines > 0 && y % restartLines == 0)) {
        if (y > 0) {
          bits.end();
          out.write(0xFF);
          out.write(0xD0 + (y / restartLines - 1) % 8);
        }
        start(out);
      }
      line(y, from, to);
    }
    bits.end();
  }

  private void start(ByteArrayOutputStream out) {
    bits = new BitWriter(out, true);
    Arrays.fill(a, Math.max(2, (range + 32) / 64));
    Arrays.fill(b, 0);
    Arrays.fill(c, 0);
    Arrays.fill(n, 1);
    Arrays.fill(nn, 0);
    Arrays.fill(runIndex, 0);
    for (int i = 0; i < line.length; i++) {
      line[i] = new int[picture.columns() + 2];
    }
  }

  private void line(int y, int from, int to) {
    int width = picture.columns();
    for (int i = from; i < to; i++) {
      above[i] = line[i];
      line[i] = new int[width + 2];
      line[i][0] = above[i][1];
      above[i][width + 1] = above[i][width];
    }
    if (interleave == 2) {
      pixels(y, from, to);
    } else {
      for (int i = from; i < to; i++) {
        pixels(y, i, i + 1);
      }
    }
  }

  private void pixels(int y, int from, int to) {
    int x = 1;
    while (x <= picture.columns()) {
      boolean flat = true;
      for (int i = from; i < to; i++) {
        flat &= context(i, x) == 0;
      }
      if (flat) {
        x = run(x, y, from, to);
      } else {
        for (int i = from; i < to; i++) {
          regular(x, y, i);
        }
        x++;
      }
    }
  }

  private int context(int i, int x) {
    int rb = above[i][x];
    int rc = above[i][x - 1];
    return 81 * quantized(above[i][x + 1] - rb)
        + 9 * quantized(rb - rc)
        + quantized(rc - line[i][x - 1]);
  }

  private int quantized(int d) {
    if (d <= -parameters.t3()) return -4;
    if (d <= -parameters.t2()) return -3;
    if (d <= -parameters.t1()) return -2;
    if (d < -near) {
      return -1;
    }
    if (d <= near) {
      return 0;
    }
    if (d < parameters.t1()) return 1;
    if (d < parameters.t2()) return 2;
    if (d < parameters.t3()) return 3;
    return 4;
  }

  private int run(int start, int y, int from, int to) {
    int x = start;
    while (x <= picture.columns() && alike(x, y, from, to)) {
      for (int i = from; i < to; i++) {
        line[i][x] = line[i][x - 1];
      }
      x++;
    }
    int length = x - start;
    while (length >= 1 << J[runIndex[from]]) {
      bits.write(1, 1);
      length -= 1 << J[runIndex[from]];
      runIndex[from] = Math.min(31, runIndex[from] + 1);
    }
    if (x > picture.columns()) {
      if (length > 0) {
        bits.write(1, 1);
      }
      return x;
    }
    bits.write(0, 1);
    bits.write(length, J[runIndex[from]]);
    for (int i = from; i < to; i++) {
      interruption(x, y, i, to - from == 1, J[runIndex[from]]);
    }
    runIndex[from] = Math.max(0, runIndex[from] - 1);
    return x + 1;
  }

  private boolean alike(int x, int y, int from, int to) {
    for (int i = from; i < to; i++) {
      if (Math.abs(picture.at(x - 1, y, i) - line[i][x - 1]) > near) {
        return false;
      }
    }
    return true;
  }

  private void interruption(int x, int y, int i, boolean alone, int j) {
    int ra = line[i][x - 1];
    int rb = above[i][x];
    int type = alone && Math.abs(ra - rb) <= near ? 1 : 0;
    int q = 365 + type;
    int px = type == 1 ? ra : rb;
    int sign = type == 0 && ra > rb ? -1 : 1;
    int error = quantizedError(sign * (picture.at(x - 1, y, i) - px));
    line[i][x] = reconstructed(px, sign * error);
    error = modulo(error);
    int temp = type == 0 ? a[365] : a[366] + (n[366] >> 1);
    int k = 0;
    while (n[q] << k < temp) {
      k++;
    }
    int map = 0;
    if ((k == 0 && error > 0 && 2 * nn[q] < n[q])
        || (error < 0 && 2 * nn[q] >= n[q])
        || (error < 0 && k != 0)) {
      map = 1;
    }
    int mapped = 2 * Math.abs(error) - type - map;
    golomb(k, mapped, limit - j - 1);
    if (error < 0) {
      nn[q]++;
    }
    a[q] += (mapped + 1 - type) >> 1;
    if (n[q] == parameters.reset()) {
      a[q] >>= 1;
      n[q] >>= 1;
      nn[q] >>= 1;
    }
    n[q]++;
  }

  private void regular(int x, int y, int i) {
    int q = context(i, x);
    int sign = q < 0 ? -1 : 1;
    q = Math.abs(q);
    int ra = line[i][x - 1];
    int rb = above[i][x];
    int rc = above[i][x - 1];
    int px;
    if (rc >= Math.max(ra, rb)) {
      px = Math.min(ra, rb);
    } else if (rc <= Math.min(ra, rb)) {
      px = Math.max(ra, rb);
    } else {
      px = ra + rb - rc;
    }
    px = Math.max(0, Math.min(parameters.maximum(), px + sign * c[q]));
    int error = quantizedError(sign * (picture.at(x - 1, y, i) - px));
    line[i][x] = reconstructed(px, sign * error);
    error = modulo(error);
    int k = 0;
    while (n[q] << k < a[q]) {
      k++;
    }
    int mapped;
    if (near == 0 && k == 0 && 2 * b[q] <= -n[q]) {
      mapped = error >= 0 ? 2 * error + 1 : -2 * (error + 1);
    } else {
      mapped = error >= 0 ? 2 * error : -2 * error - 1;
    }
    golomb(k, mapped, limit);
    b[q] += error * (2 * near + 1);
    a[q] += Math.abs(error);
    if (n[q] == parameters.reset()) {
      a[q] >>= 1;
      b[q] = b[q] >= 0 ? b[q] >> 1 : -((1 - b[q]) >> 1);
      n[q] >>= 1;
    }
    n[q]++;
    if (b[q] <= -n[q]) {
      b[q] += n[q];
      if (c[q] > -128) {
        c[q]--;
      }
      if (b[q] <= -n[q]) {
        b[q] = -n[q] + 1;
      }
    } else if (b[q] > 0) {
      b[q] -= n[q];
      if (c[q] < 127) {
        c[q]++;
      }
      if (b[q] > 0) {
        b[q] = 0;
      }
    }
  }

  private int quantizedError(int error) {
    return error > 0 ? (error + near) / (2 * near + 1) : -((near - error) / (2 * near + 1));
  }

  private int reconstructed(int px, int error) {
    return Math.max(0, Math.min(parameters.maximum(), px + error * (2 * near + 1)));
  }

  private int modulo(int error) {
    int reduced = error < 0 ? error + range : error;
    return reduced >= (range + 1) / 2 ? reduced - range : reduced;
  }

  private void golomb(int k, int value, int longest) {
    int high = value >> k;
    if (high < longest - qbpp - 1) {
      bits.write(1, high + 1);
      bits.write(value & ((1 << k) - 1), k);
    } else {
      bits.write(1, longest - qbpp);
      bits.write(value - 1, qbpp);
    }
  }
}
