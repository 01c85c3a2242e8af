package org.migrationauditor.verifier;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;

/**
 * An archive or a manifest could not be read, so nothing is known about it. The message is one
 * sentence for the operator.
 */
public final class InventoryException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean manifestsUnusable;

  InventoryException(String message, Throwable cause) {
    this(message, false, cause);
  }

  private InventoryException(String message, boolean manifestsUnusable, Throwable cause) {
    super(message, cause);
    this.manifestsUnusable = manifestsUnusable;
  }

  /** Whether the folder for manifests is in the way, such as a full disk, and no archive is. */
  public boolean manifestsUnusable() {
    return manifestsUnusable;
  }

  /**
   * What went wrong with a file.
   *
   * @param where subject of the sentence, unless the file lies in the manifests' folder
   */
  static InventoryException of(String where, Path manifests, IOException e) {
    if (!(e instanceof FileSystemException named)) {
      return new InventoryException("%s: %s".formatted(where, e.getMessage()), e);
    }
    if (named.getFile() != null && Path.of(named.getFile()).startsWith(manifests)) {
      return unwritten(manifests, reason(named), e);
    }
    return new InventoryException(
        "%s: %s; nothing was read, give one that can be read".formatted(where, reason(named)), e);
  }

  /** What the database that writes and reads manifests could not do. */
  static InventoryException of(Path manifests, SQLException e) {
    return unwritten(
        manifests, String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given"), e);
  }

  private static InventoryException unwritten(Path manifests, String reason, Exception e) {
    return new InventoryException(
        "manifests in '%s': %s; nothing was kept, see to it and do it again"
            .formatted(manifests, reason),
        true,
        e);
  }

  private static String reason(FileSystemException e) {
    return switch (e) {
      case NoSuchFileException gone -> "does not exist";
      case AccessDeniedException denied -> "access denied";
      case FileAlreadyExistsException there -> "is no folder";
      case NotDirectoryException other -> "is no folder";
      default ->
          "could not be read or written: " + String.valueOf(e.getReason()).toLowerCase(Locale.ROOT);
    };
  }
}
