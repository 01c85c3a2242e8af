package org.migrationauditor.command.action.linux;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A file opened for reading, never through a link: on Linux 5.6 or newer no part of its path may be
 * one, elsewhere its last part. It tells where its holes are, if the system does ({@code lseek(2)},
 * SEEK_DATA and SEEK_HOLE).
 */
public final class SourceFile implements AutoCloseable {
  private static final int SEEK_DATA = 3;
  private static final int SEEK_HOLE = 4;
  private static final int NONE = -1;
  private static final long HOLES_FROM = 64 * 1024;

  private final Path path;
  private final int descriptor;
  private final FileChannel channel;
  private final long size;
  private final boolean tellsHoles;

  private SourceFile(Path path, int descriptor, FileChannel channel) throws IOException {
    this.path = path;
    this.descriptor = descriptor;
    this.channel = channel;
    size = channel.size();
    tellsHoles = descriptor != NONE && size > HOLES_FROM && seek(0, SEEK_HOLE) >= 0;
  }

  /**
   * Opens a file.
   *
   * @param path real path of a regular file
   * @param options beside reading
   */
  public static SourceFile open(Path path, OpenOption... options) throws IOException {
    Optional<SystemCalls> calls = SystemCalls.linked();
    int descriptor = calls.isPresent() ? calls.get().openWithoutLinks(path) : NONE;
    Set<OpenOption> all = new HashSet<>(Set.of(options));
    all.add(StandardOpenOption.READ);
    if (descriptor < 0) {
      all.add(LinkOption.NOFOLLOW_LINKS);
      return new SourceFile(path, NONE, FileChannel.open(path, all));
    }
    FileChannel channel = null;
    try {
      channel = FileChannel.open(Path.of("/proc/self/fd/" + descriptor), all);
      return new SourceFile(path, descriptor, channel);
    } catch (IOException | RuntimeException e) {
      if (channel != null) {
        channel.close();
      }
      calls.ifPresent(c -> c.close(descriptor));
      throw e;
    }
  }

  /** The bytes; closed with this. */
  public FileChannel channel() {
    return channel;
  }

  /** Size when it was opened, bytes. */
  public long size() {
    return size;
  }

  /** Whether {@link #data} and {@link #hole} know more than that all is data. */
  public boolean tellsHoles() {
    return tellsHoles;
  }

  /** Where the next data begins, at this offset or after it; the size when none does. */
  public long data(long offset) throws IOException {
    return tellsHoles ? offset(seek(offset, SEEK_DATA)) : offset;
  }

  /** Where data that begins at this offset ends. */
  public long hole(long offset) throws IOException {
    return tellsHoles ? offset(seek(offset, SEEK_HOLE)) : size;
  }

  private long seek(long offset, int whence) {
    return SystemCalls.linked().orElseThrow().lseek.call(descriptor, offset, whence);
  }

  /** No data after an offset is told as an error of its own; any other is one. */
  private long offset(long result) throws IOException {
    if (result == -SystemCalls.NO_SUCH_DEVICE_OR_ADDRESS) {
      return size;
    }
    if (result < 0) {
      throw SystemCalls.error(result, path, "its holes cannot be told");
    }
    return Math.min(result, size);
  }

  @Override
  public void close() throws IOException {
    if (descriptor != NONE) {
      SystemCalls.linked().orElseThrow().close(descriptor);
    }
    channel.close();
  }
}
