package org.migrationauditor.command.action.copy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.migrationauditor.command.action.linux.FileSystemFlush;
import org.migrationauditor.command.action.process.Command;
import org.migrationauditor.command.action.process.Programs;
import org.migrationauditor.command.action.tree.Deletion;
import org.migrationauditor.command.action.tree.Durable;
import org.migrationauditor.command.action.tree.Node;

/** Hidden folder in a copy, where files stay until they are whole. */
final class Staging {
  private static final Duration FLUSH_LIMIT = Duration.ofHours(1);
  private static final int FEW = 4;

  private final Path folder;
  private final AtomicLong names = new AtomicLong();
  private final AtomicLong flushesBegun = new AtomicLong();

  /** Number of the last flush that ended well. */
  private long flushed;

  Staging(Path folder) {
    this.folder = folder;
  }

  /** Begins empty: what a killed copy left half written goes. */
  void open() throws IOException, InterruptedException {
    close();
    Durable.folder(folder);
  }

  /** A name that no file has. */
  Path next() {
    return folder.resolve(Long.toString(names.incrementAndGet()));
  }

  /** Waits until files are on the disk: many at once with all else on their file system. */
  void flush(List<Path> files) throws IOException, InterruptedException {
    if (files.size() > FEW && flushShared()) {
      return;
    }
    for (Path file : files) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** Threads that wait for a flush to end are served together by the one that begins after it. */
  private boolean flushShared() throws IOException, InterruptedException {
    long begunBefore = flushesBegun.get();
    synchronized (this) {
      if (flushed > begunBefore) {
        return true;
      }
      long mine = flushesBegun.incrementAndGet();
      boolean done = flushAll(folder);
      flushed = done ? mine : flushed;
      return done;
    }
  }

  /**
   * Waits until everything on a file system is on the disk.
   *
   * @return false if this host has no means for it
   * @throws IOException if the disk did not take something
   */
  static boolean flushAll(Path folder) throws IOException, InterruptedException {
    if (FileSystemFlush.of(folder)) {
      return true;
    }
    try {
      Command.Ending ending =
          Command.run(
              new Programs(null),
              List.of("sync", "-f", "--", folder.toString()),
              FLUSH_LIMIT,
              line -> {});
      return ending.exitCode() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** The folder goes with all that is in it. */
  void close() throws IOException, InterruptedException {
    Optional<Node> left = Node.at(folder);
    if (left.isPresent()) {
      if (!left.get().isFolder()) {
        throw new FileSystemException(folder.toString(), null, "is in the way of hidden files");
      }
      Deletion.of(left.get(), folder, (entries, bytes) -> {});
    }
  }
}
