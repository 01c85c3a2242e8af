package org.migrationauditor.verifier.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** Bytes at places of a container. */
final class Bytes {
  private Bytes() {}

  /**
   * All bytes of a place, little-endian.
   *
   * @throws MalformedContainerException if the container ends before them
   */
  static ByteBuffer at(FileChannel container, long offset, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      int read = offset < 0 ? -1 : container.read(bytes, offset + bytes.position());
      if (read < 0) {
        throw new MalformedContainerException(
            "ends at byte %d within what begins at byte %d".formatted(container.size(), offset));
      }
    }
    return bytes.flip();
  }
}
