package org.migrationauditor.command.action.linux;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Gives an entry a name that nothing has. */
public final class NewName {
  private NewName() {}

  /**
   * Moves an entry within its file system, in one step ({@code renameat2(2)}, RENAME_NOREPLACE).
   * Where system or file system lack that, it is looked first whether the name is free.
   *
   * @throws FileAlreadyExistsException if something has the name
   */
  public static void give(Path entry, Path name) throws IOException {
    Optional<SystemCalls> calls = SystemCalls.linked();
    long result =
        calls.isPresent() ? calls.get().renameNew(entry, name) : -SystemCalls.NO_SUCH_CALL;
    if (result == -SystemCalls.NO_SUCH_CALL || result == -SystemCalls.INVALID_ARGUMENT) {
      if (Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(name.toString());
      }
      Files.move(entry, name, StandardCopyOption.ATOMIC_MOVE);
    } else if (result < 0) {
      throw SystemCalls.error(result, name, "cannot be given its name");
    }
  }
}
