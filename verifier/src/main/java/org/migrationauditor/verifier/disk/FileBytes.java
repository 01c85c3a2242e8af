package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import org.migrationauditor.messages.ContentDigest;

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
    MessageDigest sha256 = sha256();
    byte[] buffer = new byte[(int) Math.min(BUFFER, listedBytes + 1)];
    ByteBuffer view = ByteBuffer.wrap(buffer);
    long count = 0;
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      int read;
      while (count <= listedBytes && (read = channel.read(view.clear())) >= 0) {
        sha256.update(buffer, 0, read);
        count += read;
        advanced.accept(read);
      }
    }
    return new FileBytes(count, digest(sha256));
  }

  /** Digest of bytes at hand. */
  static ContentDigest digestOf(byte[] bytes) {
    MessageDigest sha256 = sha256();
    sha256.update(bytes);
    return digest(sha256);
  }

  /** Digest of bytes as they come. */
  static final class Sha256 {
    private final MessageDigest sha256 = sha256();

    void update(byte[] buffer, int length) {
      sha256.update(buffer, 0, length);
    }

    ContentDigest finish() {
      return digest(sha256);
    }
  }

  private static ContentDigest digest(MessageDigest sha256) {
    return new ContentDigest(HexFormat.of().formatHex(sha256.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks SHA-256", e);
    }
  }
}
