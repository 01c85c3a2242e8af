package org.migrationauditor.command.action.tree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.migrationauditor.messages.ContentDigest;

/** SHA-256 over the bytes of a file. */
public final class FileDigest {
  private static final int BUFFER = 256 * 1024;

  private FileDigest() {}

  /** Reads a file to its end, never through a link. */
  public static ContentDigest of(Path file) throws IOException {
    MessageDigest sha256 = sha256();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      while (channel.read(buffer) >= 0) {
        sha256.update(buffer.flip());
        buffer.clear();
      }
    }
    return finish(sha256);
  }

  /** A digest that has seen nothing yet. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks SHA-256", e);
    }
  }

  /** What a digest has seen; it starts anew. */
  public static ContentDigest finish(MessageDigest sha256) {
    return ContentDigest.of(sha256.digest());
  }
}
