package org.migrationauditor.command.action.copy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.stream.Stream;
import org.migrationauditor.command.action.tree.FileDigest;
import org.migrationauditor.messages.ContentDigest;

/**
 * Bytes of files as the disk holds them: read past the kernel's cache where the file system allows
 * it ({@code O_DIRECT}), else through it. One per thread.
 */
final class DiskBytes {
  private static final int ALIGNMENT = 4096;
  private static final int SIZE = 1024 * 1024;

  private static final Optional<OpenOption> DIRECT = direct();

  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(SIZE + ALIGNMENT).alignedSlice(ALIGNMENT).slice(0, SIZE);
  private final MessageDigest sha256 = FileDigest.sha256();

  /** Digest of a file that was flushed to the disk. */
  ContentDigest digest(Path file, long size) throws IOException {
    if (size > 0 && DIRECT.isPresent()) {
      try (FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS, DIRECT.get())) {
        return read(channel, true);
      } catch (ClosedByInterruptException e) {
        throw e;
      } catch (IOException | UnsupportedOperationException e) {
        sha256.reset(); // not on this file system: through the cache then
      }
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      return read(channel, false);
    }
  }

  private ContentDigest read(FileChannel channel, boolean whole) throws IOException {
    int read;
    while ((read = channel.read(buffer.clear())) > 0) {
      sha256.update(buffer.flip());
      if (whole && read % ALIGNMENT != 0) {
        break; // the end: nothing can be read directly from an odd place
      }
    }
    return FileDigest.finish(sha256);
  }

  /** Copies bytes from where one channel stands to where the other does; tells their digest. */
  ContentDigest copy(FileChannel from, FileChannel to) throws IOException {
    while (from.read(buffer.clear()) >= 0) {
      sha256.update(buffer.flip());
      buffer.rewind();
      while (buffer.hasRemaining()) {
        to.write(buffer);
      }
    }
    return FileDigest.finish(sha256);
  }

  /** The option is outside the Java standard, so it is looked for and may be missing. */
  private static Optional<OpenOption> direct() {
    try {
      return Stream.of(Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants())
          .filter(option -> option.toString().equals("DIRECT"))
          .map(OpenOption.class::cast)
          .findFirst();
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Forgets what was read of a file that was not read to its end. */
  void reset() {
    sha256.reset();
  }
}
