package org.migrationauditor.verifier.manifest;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Folder for one piece of work, beside the manifests and gone afterwards. One that a killed process
 * left behind holds no lock any more and is removed by the next.
 */
final class WorkFolder implements AutoCloseable {
  private static final String PREFIX = ".work-";
  private static final String LOCK = "lock";

  private final Path folder;
  private final FileChannel lockFile;

  private WorkFolder(Path folder, FileChannel lockFile) {
    this.folder = folder;
    this.lockFile = lockFile;
  }

  static WorkFolder in(Path parent) throws IOException {
    Files.createDirectories(parent);
    removeAbandoned(parent);
    Path folder = Files.createTempDirectory(parent, own());
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
    lockFile.close();
    remove(folder);
  }

  private static void removeAbandoned(Path parent) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : folders) {
        if (!name(folder).startsWith(own()) && abandoned(folder.resolve(LOCK))) {
          remove(folder);
        }
      }
    }
  }

  /** Own folders are never probed: to close a probe would give up the lock (fcntl(2)). */
  private static String own() {
    return PREFIX + ProcessHandle.current().pid() + "-";
  }

  private static String name(Path folder) {
    return String.valueOf(folder.getFileName());
  }

  /** A folder without a lock file is one whose maker is about to lock it. */
  private static boolean abandoned(Path lock) throws IOException {
    if (!Files.exists(lock)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      @Nullable FileLock free = channel.tryLock();
      return free != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
