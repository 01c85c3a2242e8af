package org.migrationauditor.bundle;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.migrationauditor.evidence.bundle.MalformedBundleException;

/** Reads files of strangers in bounded memory. */
final class BoundedFile {
  private static final int BUFFER = 1 << 16;

  private BoundedFile() {}

  /** Takes a line without its line feed. */
  @FunctionalInterface
  interface LineTaker {
    /**
     * The next line.
     *
     * @param number 1 for the first
     */
    void take(long number, byte[] line) throws MalformedBundleException;
  }

  /** A whole file of at most that many bytes. */
  static byte[] whole(Path file, int most) throws IOException, MalformedBundleException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new MalformedBundleException("is larger than %d bytes".formatted(most));
      }
      return bytes;
    }
  }

  /** Every line, of at most that many bytes and each ended by a line feed. */
  static void lines(Path file, int most, LineTaker taker)
      throws IOException, MalformedBundleException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long number = 0;
    try (InputStream in =
        new BufferedInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), BUFFER)) {
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n') {
          number++;
          taker.take(number, line.toByteArray());
          line.reset();
        } else if (line.size() == most) {
          throw new MalformedBundleException(
              "has a line %d of more than %d bytes".formatted(number + 1, most));
        } else {
          line.write(b);
        }
      }
    }
    if (line.size() > 0) {
      throw new MalformedBundleException("does not end in a line feed");
    }
  }
}
