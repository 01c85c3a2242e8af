package org.migrationauditor.verifier.jpeg;

/** Undoes the reversible 5-3 wavelet transform (T.800 F.3). */
final class Wavelet {
  private static final int TOGETHER = 16; // columns, so that memory is read in rows

  private Wavelet() {}

  /**
   * Undoes one level, in place: low frequencies are above and left of the high ones.
   *
   * @param area of the resolution that comes of it
   * @param row from one row of coefficients to the next
   */
  static void undo(int[] values, Area area, int row) {
    int width = area.width();
    int height = area.height();
    int[] line = new int[Math.max(width, height * TOGETHER)];
    int odd = area.x0() & 1;
    int low = (width + 1 - odd) / 2;
    for (int y = 0; y < height; y++) {
      int start = y * row;
      interleave(values, start, 1, line, 1, width, low, odd);
      lift(line, 0, 1, width, odd);
      System.arraycopy(line, 0, values, start, width);
    }
    int oddRow = area.y0() & 1;
    int lowRows = (height + 1 - oddRow) / 2;
    for (int x = 0; x < width; x += TOGETHER) {
      int columns = Math.min(TOGETHER, width - x);
      for (int i = 0; i < columns; i++) {
        interleave(values, x + i, row, line, TOGETHER, height, lowRows, oddRow, i);
      }
      for (int i = 0; i < columns; i++) {
        lift(line, i, TOGETHER, height, oddRow);
      }
      for (int y = 0; y < height; y++) {
        System.arraycopy(line, y * TOGETHER, values, y * row + x, columns);
      }
    }
  }

  private static void interleave(
      int[] from, int start, int step, int[] to, int toStep, int count, int low, int odd) {
    interleave(from, start, step, to, toStep, count, low, odd, 0);
  }

  private static void interleave(
      int[] from,
      int start,
      int step,
      int[] to,
      int toStep,
      int count,
      int low,
      int odd,
      int toStart) {
    for (int i = 0; i < low; i++) {
      to[toStart + (2 * i + odd) * toStep] = from[start + i * step];
    }
    for (int i = 0; i < count - low; i++) {
      to[toStart + (2 * i + 1 - odd) * toStep] = from[start + (low + i) * step];
    }
  }

  private static void lift(int[] line, int start, int step, int count, int odd) {
    if (count == 1) {
      line[start] >>= odd;
      return;
    }
    for (int i = odd; i < count; i += 2) {
      line[start + i * step] -=
          (line[start + before(i) * step] + line[start + after(i, count) * step] + 2) >> 2;
    }
    for (int i = 1 - odd; i < count; i += 2) {
      line[start + i * step] +=
          (line[start + before(i) * step] + line[start + after(i, count) * step]) >> 1;
    }
  }

  private static int before(int i) {
    return i == 0 ? 1 : i - 1;
  }

  private static int after(int i, int count) {
    return i == count - 1 ? count - 2 : i + 1;
  }
}
