package org.migrationauditor.verifier.jpeg;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

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

  /** A file that {@link Jpeg2000Test} tells of; those named test are of 50 columns and 40 rows. */
  public static byte[] jpeg2000(String name) {
    try (InputStream file = CodeStreams.class.getResourceAsStream(name + ".j2k")) {
      return Objects.requireNonNull(file, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Picture picture(int[] samples, int components, int precision) {
    return new Picture(COLUMNS, ROWS, components, precision, samples);
  }
}
