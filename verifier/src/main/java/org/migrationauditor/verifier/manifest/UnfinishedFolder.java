package org.migrationauditor.verifier.manifest;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Folder beside the manifests in which the segments of one inventory wait until it is finished,
 * however often its process is killed. Of several processes one has it; nobody touches one that was
 * left alone for {@link #KEPT}, but to remove it.
 */
final class UnfinishedFolder implements AutoCloseable {
  /** How long an interrupted inventory can be gone on with. */
  static final Duration KEPT = Duration.ofDays(3);

  private static final String PREFIX = ".unfinished-";
  private static final String LOCK = "lock";
  private static final String SEGMENTS = "*.parquet";

  /** Those of this process, never probed: to close a probe would give up the lock (fcntl(2)). */
  private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel lock;

  private UnfinishedFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Takes the folder of an inventory, made when absent, and removes those that are too old.
   *
   * @param id of the inventory, a plain word
   * @return empty while another has it
   */
  static Optional<UnfinishedFolder> of(Path manifests, String id) throws IOException {
    Files.createDirectories(manifests);
    try (DirectoryStream<Path> all = Files.newDirectoryStream(manifests, PREFIX + "*")) {
      for (Path each : all) {
        removeIfOld(each);
      }
    }
    Path folder = manifests.resolve(PREFIX + id);
    Files.createDirectories(folder);
    return open(folder);
  }

  private static void removeIfOld(Path folder) throws IOException {
    try {
      if (changed(folder).isBefore(Instant.now().minus(KEPT))) {
        Optional<UnfinishedFolder> old = open(folder);
        if (old.isPresent()) {
          old.get().remove();
        }
      }
    } catch (NoSuchFileException e) {
      return; // another removed it
    }
  }

  private static Optional<UnfinishedFolder> open(Path folder) throws IOException {
    Path key = folder.toAbsolutePath().normalize();
    if (!OPEN.add(key)) {
      return Optional.empty();
    }
    Optional<FileChannel> lock = Optional.empty();
    try {
      lock = locked(folder.resolve(LOCK));
    } finally {
      if (lock.isEmpty()) {
        OPEN.remove(key);
      }
    }
    return lock.map(held -> new UnfinishedFolder(key, held));
  }

  /** Empty while another holds it, or has just removed it. */
  private static Optional<FileChannel> locked(Path file) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    if (channel.tryLock() != null && Files.exists(file)) {
      return Optional.of(channel);
    }
    channel.close();
    return Optional.empty();
  }

  /** The time a folder or its newest segment was last written. */
  private static Instant changed(Path folder) throws IOException {
    Instant newest = Files.getLastModifiedTime(folder).toInstant();
    for (Path segment : segments(folder)) {
      Instant written = Files.getLastModifiedTime(segment).toInstant();
      newest = written.isAfter(newest) ? written : newest;
    }
    return newest;
  }

  Path path() {
    return folder;
  }

  /** Files that are segments by their names. */
  List<Path> segments() throws IOException {
    return segments(folder);
  }

  private static List<Path> segments(Path folder) throws IOException {
    List<Path> segments = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, SEGMENTS)) {
      files.forEach(segments::add);
    }
    return segments;
  }

  /** Removes the folder and all that waits in it; the lock goes last. */
  void remove() throws IOException {
    try (lock) {
      for (Path segment : segments()) {
        Files.deleteIfExists(segment);
      }
      Files.deleteIfExists(folder.resolve(LOCK));
      Files.deleteIfExists(folder);
    } finally {
      OPEN.remove(folder);
    }
  }

  /** Leaves to the next start what waits; when nothing does, removes the folder. */
  @Override
  public void close() throws IOException {
    if (!OPEN.contains(folder)) {
      return;
    }
    if (segments().isEmpty()) {
      remove();
      return;
    }
    try (lock) {
      OPEN.remove(folder);
    }
  }
}
