package org.migrationauditor.verifier.jpeg;

/**
 * Where an image and its tiles lie on the reference grid (T.800 A.5.1, B.2, B.3); components are
 * not subsampled.
 */
record J2kSize(
    Area image,
    long tileWidth,
    long tileHeight,
    long tileX,
    long tileY,
    int components,
    int depth) {
  private static final int SIGNED = 0x80;
  private static final int NOT_SAMPLED = 0x0101;
  private static final int MOST_DEPTH = 16;

  static J2kSize read(Marked segment, Shape shape) throws JpegException {
    segment.u16(); // capabilities
    long x1 = segment.u32();
    long y1 = segment.u32();
    long x0 = segment.u32();
    long y0 = segment.u32();
    long tileWidth = segment.u32();
    long tileHeight = segment.u32();
    long tileX = segment.u32();
    long tileY = segment.u32();
    int components = segment.u16();
    int first = segment.u8();
    int depth = (first & ~SIGNED) + 1;
    boolean placed =
        x1 - x0 == shape.columns()
            && y1 - y0 == shape.rows()
            && x1 < Integer.MAX_VALUE
            && y1 < Integer.MAX_VALUE;
    shape.check(placed ? shape.columns() : 0, shape.rows(), components, depth);
    if (depth > MOST_DEPTH || (first & SIGNED) != 0 != shape.signed()) {
      throw new JpegException("is of other numbers than it should be");
    }
    one(segment);
    for (int i = 1; i < components; i++) {
      if (segment.u8() != first) {
        throw new JpegException("has components of different numbers");
      }
      one(segment);
    }
    segment.exhausted();
    boolean tiled = tileX <= x0 && tileY <= y0 && tileX + tileWidth > x0 && tileY + tileHeight > y0;
    if (!tiled) {
      throw new JpegException("has tiles beside itself");
    }
    return new J2kSize(
        new Area((int) x0, (int) y0, (int) x1, (int) y1),
        tileWidth,
        tileHeight,
        tileX,
        tileY,
        components,
        depth);
  }

  private static void one(Marked segment) throws JpegException {
    if (segment.u16() != NOT_SAMPLED) {
      throw new JpegException("has components of different sizes");
    }
  }

  private long across() {
    return Math.ceilDiv(image.x1() - tileX, tileWidth);
  }

  /** Count; may be greater than an int. */
  long tiles() {
    return across() * Math.ceilDiv(image.y1() - tileY, tileHeight);
  }

  Area tile(int index) {
    long x = tileX + index % across() * tileWidth;
    long y = tileY + index / across() * tileHeight;
    return new Area(
        (int) Math.max(x, image.x0()),
        (int) Math.max(y, image.y0()),
        (int) Math.min(x + tileWidth, image.x1()),
        (int) Math.min(y + tileHeight, image.y1()));
  }
}
