package org.migrationauditor.verifier.jpeg;

/** Numbers of code-blocks, of which each node of a tree has the least of four (T.800 B.10.2). */
final class TagTree {
  private final int[] widths;
  private final int[] starts; // of the nodes of a level, leaves first
  private final int[] values; // known to be at least so much
  private final boolean[] known; // to be no more

  TagTree(int width, int height) {
    int levels = 1;
    for (int w = width, h = height; w > 1 || h > 1; w = (w + 1) / 2, h = (h + 1) / 2) {
      levels++;
    }
    widths = new int[levels];
    starts = new int[levels];
    int nodes = 0;
    int w = width;
    int h = height;
    for (int i = 0; i < levels; i++) {
      widths[i] = w;
      starts[i] = nodes;
      nodes += w * h;
      w = (w + 1) / 2;
      h = (h + 1) / 2;
    }
    values = new int[nodes];
    known = new boolean[nodes];
  }

  /** Reads on until it is known whether the number of a leaf is less than a threshold. */
  boolean less(int x, int y, int threshold, PacketBits bits) throws JpegException {
    int least = 0;
    for (int level = widths.length - 1; level >= 0; level--) {
      int node = starts[level] + (y >> level) * widths[level] + (x >> level);
      values[node] = Math.max(values[node], least);
      while (!known[node] && values[node] < threshold) {
        if (bits.bit() == 1) {
          known[node] = true;
        } else {
          values[node]++;
        }
      }
      least = values[node];
    }
    return known[starts[0] + y * widths[0] + x] && least < threshold;
  }

  /** The number of a leaf that {@link #less} found. */
  int value(int x, int y) {
    return values[y * widths[0] + x];
  }
}
