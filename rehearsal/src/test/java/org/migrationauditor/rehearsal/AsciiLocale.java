package org.migrationauditor.rehearsal;

import java.io.IOException;
import java.nio.file.Path;

/** Program that tries to make a host; a process of its own, as a locale belongs to a process. */
final class AsciiLocale {
  private AsciiLocale() {}

  public static void main(String[] arguments) throws IOException {
    try {
      RehearsalHost.create(Path.of(arguments[0]), new RehearsalSettings(1, 1, false, null));
    } catch (IllegalArgumentException e) {
      System.out.println(e.getMessage());
      System.exit(2);
    }
  }
}
