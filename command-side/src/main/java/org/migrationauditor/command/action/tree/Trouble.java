package org.migrationauditor.command.action.tree;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** What an input or output error means, in words for an operator. */
public final class Trouble {
  private Trouble() {}

  /** Where and what, without an end mark. */
  public static String of(IOException e) {
    String where = e instanceof FileSystemException f && f.getFile() != null ? f.getFile() : "";
    String what = what(e);
    return where.isEmpty() ? what : "'" + PathBytes.shown(where) + "': " + what;
  }

  /** What, without where. */
  public static String what(IOException e) {
    return switch (e) {
      case NoSuchFileException gone when gone.getReason() == null -> "is not there";
      case AccessDeniedException denied -> "this user may not read or change it";
      case FileAlreadyExistsException there -> "is there already";
      case DirectoryNotEmptyException full -> "is not empty";
      case FileSystemException file when file.getReason() != null ->
          PathBytes.shown(decapitalized(file.getReason()));
      default -> PathBytes.shown(decapitalized(String.valueOf(e.getMessage())));
    };
  }

  /** Whether the file system had no room left: bytes, inodes or quota. */
  public static boolean full(IOException e) {
    String reason = String.valueOf(e.getMessage());
    return reason.contains("No space left on device") || reason.contains("quota exceeded");
  }

  private static String decapitalized(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }
}
