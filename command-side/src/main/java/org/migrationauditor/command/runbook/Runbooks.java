package org.migrationauditor.command.runbook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Runbooks that come with the program. */
public final class Runbooks {
  private static final List<String> NAMES = List.of("kaapana-0.1.3-to-0.2.2");

  private Runbooks() {}

  /** All of them, in order of their names. */
  public static List<Runbook> bundled() {
    return NAMES.stream()
        .map(name -> RunbookReader.read(name + ".yaml", bytes(name).orElseThrow()))
        .toList();
  }

  /**
   * The file of one, as {@link RunbookReader} reads it.
   *
   * @param name such as {@code kaapana-0.1.3-to-0.2.2}
   * @return empty when none of that name comes with the program
   */
  public static Optional<byte[]> bytes(String name) {
    if (!NAMES.contains(name)) {
      return Optional.empty();
    }
    String resource = "/runbooks/" + name + ".yaml";
    try (InputStream in = Runbooks.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("'%s' is missing from the program".formatted(resource));
      }
      return Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
