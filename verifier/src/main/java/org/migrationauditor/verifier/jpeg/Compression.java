package org.migrationauditor.verifier.jpeg;

/** How a single image is compressed. */
public enum Compression {
  /** Process 14 of ITU-T T.81, Huffman coding. */
  JPEG_LOSSLESS,
  /** ITU-T T.87, lossless and near-lossless, whose decoded samples are as well-defined. */
  JPEG_LS,
  /** ITU-T T.800, reversible transforms only, a bare code-stream. */
  JPEG_2000;

  /** Bytes that tell whether a code-stream begins, count. */
  public static final int START = 3;

  /** Whether a code-stream begins at a place that has {@link #START} bytes. */
  public boolean begins(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) == 0xFF
        && (bytes[at + 1] & 0xFF) == (this == JPEG_2000 ? 0x4F : 0xD8)
        && (bytes[at + 2] & 0xFF) == 0xFF;
  }

  /**
   * Decodes one image.
   *
   * <p>Memory taken is some rows; where a code-stream has one component after the other, two bytes
   * a sample; in JPEG 2000 four, and two more with several tiles. Time is proportional to the
   * samples and to the bytes.
   *
   * @param bytes the code-stream from its first byte on; after its end there may be one byte or
   *     zero bytes
   * @param count of bytes
   * @param shape what the image must be
   * @param rows takes the image; what it took is worth nothing when this throws
   * @throws JpegException if it is broken, of another shape or not understood
   */
  public void decode(byte[] bytes, int count, Shape shape, Rows rows) throws JpegException {
    Marked stream = new Marked(bytes, 0, count);
    switch (this) {
      case JPEG_LOSSLESS -> new LosslessImage(stream, shape, rows).decode();
      case JPEG_LS -> new LsImage(stream, shape, rows).decode();
      case JPEG_2000 -> new J2kImage(stream, shape, rows).decode();
    }
  }
}
