package org.migrationauditor.command.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The pinned text of the guide, which lies beside the project. */
final class GuideText {
  private static final String COMMANDS = ".. code-block::";

  private GuideText() {}

  /** Its bytes. On a build server it must be there; elsewhere a test without it is skipped. */
  static byte[] bytes(String name) throws IOException {
    Path file = project().resolveSibling("shared").resolve("facts").resolve(name);
    if (System.getenv("CI") != null) {
      assertThat(file).exists();
    }
    assumeThat(file).exists();
    return Files.readAllBytes(file);
  }

  /**
   * Numbers of its steps in the order of the text: items and items of items, and the lines of a
   * block of commands.
   */
  static List<String> numbers(List<String> lines) {
    List<String> numbers = new ArrayList<>();
    int item = 0;
    int part = 0;
    boolean commands = false;
    for (String line : lines) {
      boolean indented = line.startsWith("    ");
      String text = line.strip();
      if (line.startsWith("#. ")) {
        item++;
        part = 0;
        commands = false;
        numbers.add(Integer.toString(item));
      } else if (indented && text.startsWith("#. ")) {
        part++;
        numbers.add(item + "." + part);
      } else if (indented && text.startsWith(COMMANDS)) {
        commands = true;
      } else if (commands && !text.isEmpty()) {
        part++;
        numbers.add(item + "." + part);
      }
    }
    return numbers;
  }

  /** The folder that holds the launcher. */
  private static Path project() {
    @Nullable Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isRegularFile(folder.resolve("auditor"))) {
      folder = folder.getParent();
    }
    assertThat(folder).as("a folder that holds the file 'auditor'").isNotNull();
    return Objects.requireNonNull(folder);
  }
}
