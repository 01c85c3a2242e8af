package org.migrationauditor.bundle;

import java.io.IOException;
import org.migrationauditor.evidence.bundle.MalformedBundleException;

/** Files that every bundle has. */
final class Part {
  private Part() {}

  /** A small file. */
  static byte[] whole(Bag bag, String path, int most) throws IOException, MalformedBundleException {
    expect(bag, path);
    return BoundedFile.whole(bag.path(path), most);
  }

  /** A file of lines; what is wrong with a line is told with its number. */
  static void lines(Bag bag, String path, int longest, BoundedFile.LineTaker taker)
      throws IOException, MalformedBundleException {
    expect(bag, path);
    BoundedFile.lines(
        bag.path(path),
        longest,
        (number, line) -> {
          try {
            taker.take(number, line);
          } catch (MalformedBundleException e) {
            throw new MalformedBundleException("line %d: %s".formatted(number, e.getMessage()));
          }
        });
  }

  private static void expect(Bag bag, String path) throws MalformedBundleException {
    if (bag.file(path) == null) {
      throw new MalformedBundleException("is missing");
    }
  }
}
