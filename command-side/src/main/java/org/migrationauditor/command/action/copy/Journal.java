package org.migrationauditor.command.action.copy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.migrationauditor.command.action.tree.Durable;
import org.migrationauditor.command.action.tree.FileDigest;
import org.migrationauditor.command.action.tree.Node;

/**
 * Which files were flushed, read again and found equal: for each, eight bytes of a digest over what
 * the system says of source and copy, their times of last change (ctime) among it, which nobody can
 * set. A file that was touched since, or that a power loss took back, is not in it. What is torn
 * off at its end is lost, and those files are read again. Takes 8 bytes of memory for each file of
 * earlier attempts, 128 MiB at most.
 */
final class Journal implements AutoCloseable {
  private static final int MOST = 16 * 1024 * 1024;

  /** As many entries are written together, or lost together by a kill. */
  private static final int TOGETHER = 128;

  /** A second change might not show in a time of last change that is as fresh as this. */
  private static final long TICK_MILLIS = 2000;

  private final FileChannel channel;
  private final long[] earlier;
  private final ByteBuffer pending = ByteBuffer.allocate(TOGETHER * Long.BYTES);
  private final long begun = System.currentTimeMillis();

  private Journal(FileChannel channel, long[] earlier) {
    this.channel = channel;
    this.earlier = earlier;
  }

  /** Opens a journal; a fresh one knows nothing of earlier attempts. */
  static Journal open(Path file, boolean fresh) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Durable.folder(folder);
    }
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      return new Journal(channel, fresh ? forget(channel) : read(channel));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static long[] forget(FileChannel channel) throws IOException {
    channel.truncate(0);
    return new long[0];
  }

  private static long[] read(FileChannel channel) throws IOException {
    long entries = channel.size() / Long.BYTES;
    channel.truncate(entries * Long.BYTES);
    long[] earlier = new long[(int) Math.min(entries, MOST)];
    channel
        .map(FileChannel.MapMode.READ_ONLY, 0, (long) earlier.length * Long.BYTES)
        .asLongBuffer()
        .get(earlier);
    Arrays.sort(earlier);
    channel.position(channel.size());
    return earlier;
  }

  /** Keeps that a copy was proven; both as they are now. */
  void add(Node source, Node copy) throws IOException {
    if (source.changed().toMillis() > begun - TICK_MILLIS) {
      return;
    }
    long key = key(source, copy);
    synchronized (this) {
      if (!pending.hasRemaining()) {
        write();
      }
      pending.putLong(key);
    }
  }

  private void write() throws IOException {
    pending.flip();
    while (pending.hasRemaining()) {
      channel.write(pending);
    }
    pending.clear();
  }

  /** Whether an earlier attempt proved the copy, and neither was touched since. */
  boolean holds(Node source, Node copy) {
    return Arrays.binarySearch(earlier, key(source, copy)) >= 0;
  }

  private static long key(Node source, Node copy) {
    MessageDigest sha256 = FileDigest.sha256();
    ByteBuffer stamps = ByteBuffer.allocate(10 * Long.BYTES);
    for (Node node : new Node[] {source, copy}) {
      stamps
          .putLong(node.device())
          .putLong(node.inode())
          .putLong(node.size())
          .putLong(node.modified().to(TimeUnit.NANOSECONDS))
          .putLong(node.changed().to(TimeUnit.NANOSECONDS));
    }
    return ByteBuffer.wrap(sha256.digest(stamps.array())).getLong();
  }

  @Override
  public synchronized void close() throws IOException {
    try (channel) {
      write();
    }
  }
}
