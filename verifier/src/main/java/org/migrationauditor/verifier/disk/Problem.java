package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** Clauses for what was in the way of reading. They hold no path and nothing from a file. */
final class Problem {
  private Problem() {}

  static String of(IOException e) {
    return switch (e) {
      case NoSuchFileException gone -> "vanished after it was listed";
      case AccessDeniedException denied -> "access denied";
      case FileSystemException other when other.getReason() != null ->
          "could not be read: " + other.getReason().toLowerCase(Locale.ROOT);
      default -> "could not be read: input/output error";
    };
  }
}
