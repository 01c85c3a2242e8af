package org.migrationauditor.command.action.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file opened for reading, never through a link: on Linux 5.6 or newer no part of its path may be
 * one, elsewhere its last part. It tells where its holes are, if the system does ({@code lseek(2)},
 * SEEK_DATA and SEEK_HOLE).
 */
public final class SourceFile implements AutoCloseable {
  private static final int SEEK_END = 2;
  private static final int SEEK_DATA = 3;
  private static final int SEEK_HOLE = 4;
  private static final int NONE = -1;
  private static final long HOLES_FROM = 64 * 1024;

  private final Path path;
  private final int descriptor;

  /** Where there is no descriptor. */
  private final @Nullable FileChannel channel;

  private final long size;
  private final boolean tellsHoles;

  private SourceFile(Path path, int descriptor, @Nullable FileChannel channel) throws IOException {
    this.path = path;
    this.descriptor = descriptor;
    this.channel = channel;
    size = sizeNow();
    tellsHoles = channel == null && size > HOLES_FROM && seek(0, SEEK_HOLE) >= 0;
  }

  /** Opens a regular file by its real path. */
  public static SourceFile open(Path path) throws IOException {
    return open(path, 0, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }

  /**
   * Opens a regular file by its real path, so that it is read past the kernel's cache, in blocks of
   * the disk to and from addresses that are multiples of such. Empty if this Java cannot.
   *
   * @throws IOException also if its file system cannot, then or when it is read
   */
  public static Optional<SourceFile> openDirect(Path path) throws IOException {
    Optional<OpenOption> direct = DirectOption.FOUND;
    if (direct.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          open(
              path,
              SystemCalls.DIRECT,
              Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS, direct.get())));
    } catch (UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  private static SourceFile open(Path path, long flags, Set<OpenOption> options)
      throws IOException {
    Optional<SystemCalls> calls = SystemCalls.linked();
    int descriptor = calls.isPresent() ? calls.get().openWithoutLinks(path, flags) : NONE;
    FileChannel channel = descriptor < 0 ? FileChannel.open(path, options) : null;
    try {
      return new SourceFile(path, descriptor, channel);
    } catch (IOException | RuntimeException e) {
      if (channel != null) {
        channel.close();
      } else {
        calls.ifPresent(c -> c.close(descriptor));
      }
      throw e;
    }
  }

  /**
   * Reads from an offset on.
   *
   * @param to a direct buffer
   * @return bytes, count; not positive at the end
   */
  public int read(ByteBuffer to, long offset) throws IOException {
    if (channel != null) {
      return channel.read(to, offset);
    }
    ByteBuffer rest = to.slice();
    int read =
        (int) checked(calls().pread.call(descriptor, rest, rest.remaining(), offset), "read");
    to.position(to.position() + read);
    return read;
  }

  /** Size when it was opened, bytes. */
  public long size() {
    return size;
  }

  /** Size by now, bytes. */
  public long sizeNow() throws IOException {
    return channel != null ? channel.size() : checked(seek(0, SEEK_END), "measured");
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
    return calls().lseek.call(descriptor, offset, whence);
  }

  /** No data after an offset is told as an error of its own; any other is one. */
  private long offset(long result) throws IOException {
    return result == -SystemCalls.NO_SUCH_DEVICE_OR_ADDRESS
        ? size
        : Math.min(checked(result, "asked for its holes"), size);
  }

  private long checked(long result, String what) throws IOException {
    if (result < 0) {
      throw SystemCalls.error(result, path, "cannot be " + what);
    }
    return result;
  }

  private static SystemCalls calls() {
    return SystemCalls.linked().orElseThrow();
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    } else {
      calls().close(descriptor);
    }
  }
}
