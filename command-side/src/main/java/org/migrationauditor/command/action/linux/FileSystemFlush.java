package org.migrationauditor.command.action.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Waits until everything of a file system is on the disk ({@code syncfs(2)}). */
public final class FileSystemFlush {
  private FileSystemFlush() {}

  /**
   * Flushes the file system of a folder.
   *
   * @param folder real path
   * @return false if this system cannot be asked for it
   * @throws IOException if something could not be written; from Linux 5.8 on it is told
   */
  public static boolean of(Path folder) throws IOException {
    Optional<SystemCalls> calls = SystemCalls.linked();
    int descriptor = calls.isPresent() ? calls.get().openWithoutLinks(folder, 0) : -1;
    if (calls.isEmpty() || descriptor < 0) {
      return false;
    }
    try {
      long result = calls.get().syncfs.call(descriptor);
      if (result < 0) {
        throw SystemCalls.error(result, folder, "its file system cannot be flushed");
      }
      return true;
    } finally {
      calls.get().close(descriptor);
    }
  }
}
