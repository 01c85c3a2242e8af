package org.migrationauditor.verifier.disk;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.Set;

/** Clauses for what was in the way of reading. They hold no path and nothing from a file. */
final class Problem {
  /** Reasons that stay, of errno(3); any other may pass, whatever the system calls it. */
  private static final Set<String> LASTING =
      Set.of(
          "operation not permitted",
          "no such device or address",
          "is a directory",
          "file name too long",
          "too many levels of symbolic links",
          "value too large for defined data type");

  private Problem() {}

  /** Whether what was in the way may be gone at another try. */
  static boolean mayPass(IOException e) {
    return switch (e) {
      case NoSuchFileException gone -> false;
      case AccessDeniedException denied -> false;
      case NotDirectoryException other -> false;
      case FileSystemLoopException loop -> false;
      case EOFException shorter -> false;
      case FileSystemException ours when ours.getFile() == null -> false;
      case FileSystemException named ->
          !LASTING.contains(String.valueOf(named.getReason()).toLowerCase(Locale.ROOT));
      default -> true;
    };
  }

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
