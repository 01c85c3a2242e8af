package org.migrationauditor.app.platform;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.migrationauditor.command.action.tree.Durable;

/** A file with a secret, made once. */
final class KeyFile {
  private KeyFile() {}

  /**
   * Makes it for its owner's eyes only, on the disk when this returns, unless another process was
   * first: then theirs stays.
   *
   * @param folder in which the file stands
   */
  static void make(Path folder, Path file, byte[] secret) throws IOException {
    Path fresh =
        Files.createTempFile(
            folder,
            "key",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.write(fresh, secret);
      Durable.force(fresh);
      Files.createLink(file, fresh); // fails when another process was first
    } catch (FileAlreadyExistsException e) {
      // theirs is used
    } catch (UnsupportedOperationException e) {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
    Durable.force(folder);
  }
}
