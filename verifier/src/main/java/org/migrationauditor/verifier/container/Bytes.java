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
    if (offset < 0 || length > container.size() - offset) { // before memory is taken
      throw cut(container, offset);
    }
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (container.read(bytes, offset + bytes.position()) < 0) {
        throw cut(container, offset);
      }
    }
    return bytes.flip();
  }

  private static MalformedContainerException cut(FileChannel container, long offset)
      throws IOException {
    return new MalformedContainerException(
        "ends at byte %d within what begins at byte %d".formatted(container.size(), offset));
  }
}
