package org.migrationauditor.command.runbook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Runbooks that come with the program. */
public final class Runbooks {
  private static final List<String> NAMES =
      List.of(
          "kaapana-0.1.3-to-0.2.2",
          "kaapana-0.2.x-to-0.3.x",
          "kaapana-0.3.5-to-0.4.1",
          "kaapana-0.4.x-to-0.5.x");

  private static final Pattern REFUSED = Pattern.compile("kaapana-0\\.5\\.\\w+-to-0\\.6\\.\\w+");

  private Runbooks() {}

  /** All of them, in order of their names. */
  public static List<Runbook> bundled() {
    return NAMES.stream()
        .map(name -> RunbookReader.read(name + ".yaml", bytes(name).orElseThrow()))
        .toList();
  }

  /**
   * Why there can be no runbook of that name; empty for all but those of an upgrade that Kaapana
   * itself rules out.
   *
   * @param name such as {@code kaapana-0.5.x-to-0.6.x}
   */
  public static Optional<String> refusal(String name) {
    return REFUSED.matcher(name).matches()
        ? Optional.of(
            "runbook '%s': Kaapana's release notes of 0.6.0 say: 'Due to the changes for supporting multi node deployments, migrating from 0.5.x to 0.6.0 is currently not possible.'; nothing was planned, stay with 0.5.x until the notes of a later release name a way"
                .formatted(name))
        : Optional.empty();
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
