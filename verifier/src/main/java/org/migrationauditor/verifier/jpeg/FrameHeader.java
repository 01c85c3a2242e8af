package org.migrationauditor.verifier.jpeg;

/**
 * Header of a frame, which JPEG Lossless and JPEG-LS have alike (T.81 B.2.2).
 *
 * @param precision of samples, bits
 * @param components their identifiers
 */
@SuppressWarnings("ArrayRecordComponent") // nobody else sees it
record FrameHeader(int precision, int[] components) {
  private static final int LEAST_PRECISION = 2;
  private static final int NOT_SAMPLED = 0x11;

  /** Reads one and refuses that of another image than a shape tells of. */
  static FrameHeader read(Marked segment, Shape shape) throws JpegException {
    int precision = segment.u8();
    int lines = segment.u16();
    int columns = segment.u16();
    int[] components = new int[segment.u8()];
    shape.check(columns, lines, components.length, precision);
    if (precision < LEAST_PRECISION || precision > Short.SIZE) {
      throw new JpegException("is of a precision that there is not");
    }
    for (int i = 0; i < components.length; i++) {
      components[i] = segment.u8();
      int sampling = segment.u8();
      if (sampling != NOT_SAMPLED && components.length > 1) {
        throw new JpegException("has components of different sizes");
      }
      segment.u8(); // a quantization table, of no use here
    }
    segment.exhausted();
    return new FrameHeader(precision, components);
  }
}
