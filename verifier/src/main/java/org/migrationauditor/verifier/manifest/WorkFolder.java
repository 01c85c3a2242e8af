package org.migrationauditor.verifier.manifest;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Folder for one piece of work, beside the manifests and gone afterwards. One that a killed process
 * left behind holds no lock any more and is removed by the next.
 */
final class WorkFolder implements AutoCloseable {
  private static final String PREFIX = ".work-";
  private static final String LOCK = "lock";
  private static final Pattern MISTAKEN = Pattern.compile("[;?\\\\]");

  /** Own folders are never probed: to close a probe would give up the lock (fcntl(2)). */
  private static final String OWN =
      PREFIX + ProcessHandle.current().pid() + "-" + UUID.randomUUID() + "-";

  private final Path folder;
  private final FileChannel lockFile;

  private WorkFolder(Path folder, FileChannel lockFile) {
    this.folder = folder;
    this.lockFile = lockFile;
  }

  /**
   * Makes one.
   *
   * @throws IOException if the parent cannot be written to, or DuckDB would take its path for
   *     another
   */
  static WorkFolder in(Path parent) throws IOException {
    if (MISTAKEN.matcher(parent.toString()).find()) {
      throw new FileSystemException(
          parent.toString(), null, "a path with ; ? or \\ in it is none for DuckDB");
    }
    Files.createDirectories(parent);
    removeAbandoned(parent);
    Path folder = Files.createTempDirectory(parent, OWN);
    Path unlocked = folder.resolve(LOCK + ".new");
    FileChannel lockFile =
        FileChannel.open(unlocked, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    lockFile.lock();
    Files.move(unlocked, folder.resolve(LOCK)); // whoever sees it sees it locked
    return new WorkFolder(folder, lockFile);
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  @Override
  public void close() throws IOException {
    try (lockFile) {
      remove(folder);
    }
  }

  private static void removeAbandoned(Path parent) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : folders) {
        if (!String.valueOf(folder.getFileName()).startsWith(OWN)) {
          removeIfAbandoned(folder);
        }
      }
    }
  }

  /** Holds the lock while it removes, so that of several processes one does. */
  private static void removeIfAbandoned(Path folder) throws IOException {
    try (FileChannel lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
      if (lock.tryLock() != null) {
        remove(folder);
      }
    } catch (NoSuchFileException e) {
      return; // another removed it, or its maker is about to lock it
    } catch (OverlappingFileLockException e) {
      return; // another thread removes it
    }
  }

  private static void remove(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}
