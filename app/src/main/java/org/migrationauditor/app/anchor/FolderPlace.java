package org.migrationauditor.app.anchor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.tree.Durable;

/**
 * A folder of another machine or medium, with a file for each head.
 *
 * @param folder which must be there: one that is not mounted is not made here instead
 */
record FolderPlace(Path folder) implements Place {
  static final String FOLDER = "AUDITOR_HEADS_FOLDER";
  private static final Set<PosixFilePermission> READABLE =
      PosixFilePermissions.fromString("rw-r--r--");
  private static final int MOST_BYTES = (1 << 20) + 1;

  /** None or one. */
  static List<Place> of(Function<String, @Nullable String> environment) {
    return Settings.given(FOLDER, environment)
        .<Place>map(path -> new FolderPlace(Path.of(path).toAbsolutePath()))
        .stream()
        .toList();
  }

  @Override
  public String name() {
    return "folder " + folder;
  }

  @Override
  public void keep(Head head) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("is not there");
    }
    Path file = folder.resolve(head.fileName());
    try {
      add(file, head);
    } catch (FileAlreadyExistsException e) {
      if (!head.sameAs(read(file))) {
        throw new IOException(
            "holds another head over %d events in %s: one of the two logs was rewritten"
                .formatted(head.checkpoint().size(), head.fileName()),
            e);
      }
    } catch (IOException e) {
      throw new IOException("cannot be written to", e);
    }
  }

  /** Whole or not at all, and never in place of what is there. */
  private void add(Path file, Head head) throws IOException {
    Path fresh = Files.createTempFile(folder, "head", ".new");
    try {
      Files.write(fresh, head.bytes());
      Durable.force(fresh);
      Files.setPosixFilePermissions(fresh, READABLE);
      link(fresh, file);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static void link(Path fresh, Path file) throws IOException {
    try {
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (FileSystemException | UnsupportedOperationException e) { // as FAT and some shares
      Files.move(fresh, file);
    }
  }

  private static String read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    }
  }
}
