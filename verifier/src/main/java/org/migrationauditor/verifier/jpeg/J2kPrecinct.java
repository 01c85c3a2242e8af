package org.migrationauditor.verifier.jpeg;

/**
 * A precinct of a resolution of a component: what one packet of each layer is of (T.800 B.6).
 *
 * @param x where it begins on the reference grid, for the order of packets
 * @param y the same
 * @param bands one or three
 */
@SuppressWarnings("ArrayRecordComponent") // nobody else sees it
record J2kPrecinct(
    int component, int resolution, int index, long x, long y, Band[] bands, J2kCoding coding) {
  /** Of a tile that is decoded; a bound on memory. */
  static final int MOST_BLOCKS = 1 << 17;

  int blocks() {
    int blocks = 0;
    for (Band band : bands) {
      blocks += band.blocks.length;
    }
    return blocks;
  }

  /**
   * Its part of a subband.
   *
   * @param kind 0 for LL, 1 for HL, 2 for LH, 3 for HH
   * @param planes bit-planes of the subband
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Band(
      int kind, int planes, int across, J2kBlock[] blocks, TagTree inclusion, TagTree emptyPlanes) {

    /** Divides a precinct's part of a subband into code-blocks (T.800 B.7). */
    static Band of(int kind, int planes, Area area, int blockWidth, int blockHeight)
        throws JpegException {
      int x0 = area.x0() >> blockWidth;
      int y0 = area.y0() >> blockHeight;
      int across = area.empty() ? 0 : ((area.x1() - 1) >> blockWidth) - x0 + 1;
      int down = area.empty() ? 0 : ((area.y1() - 1) >> blockHeight) - y0 + 1;
      if ((long) across * down > MOST_BLOCKS) {
        throw new JpegException("has more code-blocks than are decoded");
      }
      J2kBlock[] blocks = new J2kBlock[across * down];
      for (int i = 0; i < blocks.length; i++) {
        int x = x0 + i % across;
        int y = y0 + i / across;
        Area block =
            new Area(
                x << blockWidth,
                y << blockHeight,
                Area.edge(x + 1, blockWidth),
                Area.edge(y + 1, blockHeight));
        blocks[i] = new J2kBlock(block.in(area));
      }
      return new Band(
          kind, planes, across, blocks, new TagTree(across, down), new TagTree(across, down));
    }
  }
}
