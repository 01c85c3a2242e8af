package org.migrationauditor.reports.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A file as a whole, in no more memory than its own size. */
final class FileBytes {
  private FileBytes() {}

  /**
   * Its first bytes.
   *
   * @param most that are read; also of one that has no end, such as a device
   */
  static byte[] of(Path file, int most) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] first = new byte[(int) Math.min(Files.size(file), most)];
      int read = in.readNBytes(first, 0, first.length);
      byte[] rest = in.readNBytes(most - read); // of a pipe all; else none, or what was added
      if (rest.length == 0 && read == first.length) {
        return first;
      }
      byte[] whole = Arrays.copyOf(first, read + rest.length);
      System.arraycopy(rest, 0, whole, read, rest.length);
      return whole;
    }
  }
}
