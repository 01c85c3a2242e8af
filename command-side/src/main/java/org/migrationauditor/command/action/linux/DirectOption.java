package org.migrationauditor.command.action.linux;

import java.nio.file.OpenOption;
import java.util.Optional;
import java.util.stream.Stream;

/** Java's own option to read past the kernel's cache. */
final class DirectOption {
  /** It is outside the Java standard, so it is looked for and may be missing. */
  static final Optional<OpenOption> FOUND = find();

  private DirectOption() {}

  private static Optional<OpenOption> find() {
    try {
      return Stream.of(Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants())
          .filter(option -> option.toString().equals("DIRECT"))
          .map(OpenOption.class::cast)
          .findFirst();
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }
}
