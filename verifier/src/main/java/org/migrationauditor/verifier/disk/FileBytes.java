package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.function.LongConsumer;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.verifier.digest.Sha256;

/**
 * The bytes of a file.
 *
 * @param count how many were read, bytes
 */
record FileBytes(long count, ContentDigest digest) {
  private static final int BUFFER = 256 * 1024;

  /**
   * Reads a file to its end, never through a link. One that has grown since it was listed is given
   * up: it may grow as fast as it is read.
   */
  static FileBytes read(Path file, long listedBytes, LongConsumer advanced) throws IOException {
    return read(file, listedBytes, advanced, (bytes, length) -> {});
  }

  /** Takes bytes as they are read. */
  @FunctionalInterface
  interface Witness {
    /**
     * Takes the next bytes.
     *
     * @param bytes of which only the first count
     * @param length how many of them
     */
    void saw(byte[] bytes, int length);
  }

  /** Reads a file to its end while another looks on. */
  static FileBytes read(Path file, long listedBytes, LongConsumer advanced, Witness witness)
      throws IOException {
    MessageDigest sha256 = Sha256.start();
    byte[] buffer = new byte[(int) Math.min(BUFFER, listedBytes + 1)];
    ByteBuffer view = ByteBuffer.wrap(buffer);
    long count = 0;
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      int read;
      while (count <= listedBytes && (read = channel.read(view.clear())) >= 0) {
        sha256.update(buffer, 0, read);
        witness.saw(buffer, read);
        count += read;
        advanced.accept(read);
      }
    }
    return new FileBytes(count, Sha256.finish(sha256));
  }
}
