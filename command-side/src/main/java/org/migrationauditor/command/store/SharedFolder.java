package org.migrationauditor.command.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Tells the processes that use a folder apart by locks of the operating system, which a process
 * cannot leave behind however it ends. One object per folder and process: these locks belong to the
 * process, not to the object.
 */
final class SharedFolder implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Path folder;
  private final Duration patience;
  private final FileChannel gate;
  private final FileChannel users;

  /** Opens the two files that are locked; nothing is locked yet. */
  SharedFolder(Path folder, Duration patience) throws IOException {
    this.folder = folder;
    this.patience = patience;
    this.gate = open(folder.resolve("gate.lock"));
    this.users = open(folder.resolve("users.lock"));
  }

  /** Keeps every other process from coming or leaving meanwhile. */
  <T> T behindGate(Work<T> work) throws IOException {
    FileLock lock = lockGate();
    try {
      return work.done();
    } finally {
      lock.close();
    }
  }

  /** What is done behind the gate. */
  interface Work<T> {
    T done() throws IOException;
  }

  private FileLock lockGate() throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    FileLock lock = gate.tryLock();
    while (lock == null) {
      if (System.nanoTime() - end > 0) {
        throw new DatabaseUnavailableException(
            "database '%s': another process has been starting or stopping it for %d s; nothing was started, look for that process and try again"
                .formatted(folder, patience.toSeconds()),
            null);
      }
      pause();
      lock = gate.tryLock();
    }
    return lock;
  }

  /** Counts this process among the users, until it ends at the latest. Only behind the gate. */
  FileLock use() throws IOException {
    return users.lock(0, Long.MAX_VALUE, true);
  }

  /** Whether no process uses the folder. Only behind the gate, when this one uses it no more. */
  boolean unused() throws IOException {
    try (FileLock alone = users.tryLock()) {
      return alone != null;
    }
  }

  @Override
  public void close() throws IOException {
    try (gate) {
      users.close();
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private void pause() throws IOException {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseUnavailableException(
          "database '%s': interrupted while waiting for it; nothing was started, try again"
              .formatted(folder),
          e);
    }
  }
}
