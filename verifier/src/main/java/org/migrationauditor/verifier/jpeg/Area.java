package org.migrationauditor.verifier.jpeg;

/** A rectangle on a grid; the right and lower edges are not in it. */
record Area(int x0, int y0, int x1, int y1) {
  int width() {
    return Math.max(0, x1 - x0);
  }

  int height() {
    return Math.max(0, y1 - y0);
  }

  boolean empty() {
    return x1 <= x0 || y1 <= y0;
  }

  /** On a grid of which a step is a power of two of this one's (T.800 B.5). */
  Area reduced(int levels) {
    return band(levels, 0, 0);
  }

  /**
   * A subband (T.800 B-15).
   *
   * @param right 1 where it is of high frequencies across
   * @param lower 1 where it is of high frequencies down
   */
  Area band(int levels, int right, int lower) {
    long half = levels == 0 ? 0 : 1L << (levels - 1);
    return new Area(
        up(x0 - half * right, levels),
        up(y0 - half * lower, levels),
        up(x1 - half * right, levels),
        up(y1 - half * lower, levels));
  }

  private static int up(long value, int levels) {
    return (int) ((value + (1L << levels) - 1) >> levels);
  }

  /**
   * Where a part of a grid begins, of which each is a power of two; at most the end of the grid.
   */
  static int edge(int index, int bits) {
    return (int) Math.min(Integer.MAX_VALUE, (long) index << bits);
  }

  /** What both have in common. */
  Area in(Area other) {
    return new Area(
        Math.max(x0, other.x0),
        Math.max(y0, other.y0),
        Math.min(x1, other.x1),
        Math.min(y1, other.y1));
  }
}
