package org.migrationauditor.verifier.jpeg;

/** An image whose components come one after the other, kept until all are there. */
final class Planes {
  private static final long FIXED = 1 << 22; // bytes that any image may take
  private static final int PER_BYTE =
      512; // and for each byte of its code-stream, as screens of text need

  private final int columns;
  private final int rows;
  private final short[][] planes;

  /**
   * @param streamBytes of the code-stream; an image that hardly comes of so few takes no memory
   */
  Planes(Shape shape, int streamBytes) throws JpegException {
    columns = shape.columns();
    rows = shape.rows();
    reserve((long) Short.BYTES * columns * rows * shape.samples(), streamBytes);
    planes = new short[shape.samples()][columns * rows];
  }

  /** Refuses to take memory for an image that hardly comes of so few bytes. */
  static void reserve(long bytes, int streamBytes) throws JpegException {
    if (bytes > FIXED + (long) PER_BYTE * streamBytes) {
      throw new JpegException("stands for too many samples");
    }
  }

  void put(int component, int row, int[] line) {
    short[] plane = planes[component];
    int at = row * columns;
    for (int i = 0; i < columns; i++) {
      plane[at + i] = (short) line[i];
    }
  }

  /** Puts a tile of a component where it belongs. */
  void put(int component, int left, int top, int tileColumns, int[] tile) {
    for (int i = 0; i < tile.length; i++) {
      int at = (top + i / tileColumns) * columns + left + i % tileColumns;
      planes[component][at] = (short) tile[i];
    }
  }

  void pass(Rows to, int precision) {
    int[] row = new int[columns * planes.length];
    for (int y = 0; y < rows; y++) {
      for (int i = 0; i < row.length; i++) {
        row[i] = planes[i % planes.length][y * columns + i / planes.length] & 0xFFFF;
      }
      to.row(row, precision);
    }
  }
}
