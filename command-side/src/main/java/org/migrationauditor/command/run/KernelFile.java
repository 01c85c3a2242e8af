package org.migrationauditor.command.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A short file of the kernel's. */
final class KernelFile {
  private KernelFile() {}

  /** Its first line; empty when it cannot be read. */
  static String line(Path file) {
    try (var lines = Files.lines(file)) {
      return lines.findFirst().orElse("").strip();
    } catch (IOException | UncheckedIOException e) {
      return "";
    }
  }
}
