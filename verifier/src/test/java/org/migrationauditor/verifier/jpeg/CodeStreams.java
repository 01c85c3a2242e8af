package org.migrationauditor.verifier.jpeg;

/** Images of 50 columns and 40 rows, compressed. */
public final class CodeStreams {
  private static final int COLUMNS = 50;
  private static final int ROWS = 40;

  private CodeStreams() {}

  public static byte[] jpegLs(int[] samples, int components, int precision) {
    try {
      return LsEncoder.encode(
          picture(samples, components, precision), 0, components - 1, 0, LsParameters.defaults());
    } catch (JpegException e) {
      throw new AssertionError(e);
    }
  }

  public static byte[] jpegLossless(int[] samples, int components, int precision) {
    return new LosslessEncoder(picture(samples, components, precision), 1, 0, 0).encode(true);
  }

  private static Picture picture(int[] samples, int components, int precision) {
    return new Picture(COLUMNS, ROWS, components, precision, samples);
  }
}
