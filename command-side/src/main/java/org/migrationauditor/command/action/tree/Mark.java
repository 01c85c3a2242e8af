package org.migrationauditor.command.action.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an action was about to do, kept in a file of its own so that a later run knows it again.
 *
 * @param values in an order of the action's own; any text
 */
public record Mark(List<String> values) {
  public Mark {
    values = List.copyOf(values);
  }

  /** Keeps it on the disk before anything else is done. */
  public void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Durable.folder(folder);
    }
    Durable.write(
        file,
        values.stream()
            .map(value -> value.replace("%", "%25").replace("\n", "%0A") + "\n")
            .collect(Collectors.joining()));
  }

  /** The mark that was kept; empty when none was. */
  public static Optional<Mark> read(Path file) throws IOException {
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return Optional.of(
          new Mark(
              text.lines().map(line -> line.replace("%0A", "\n").replace("%25", "%")).toList()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
