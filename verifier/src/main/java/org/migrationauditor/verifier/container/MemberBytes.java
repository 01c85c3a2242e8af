package org.migrationauditor.verifier.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Content of one member. It never reads outside of the member's bytes, and never gives more than
 * the container promised: a member that would is malformed.
 */
public final class MemberBytes implements ReadableByteChannel {
  private static final int BUFFER = 8 * 1024;

  private final FileChannel container;
  private final long bytes;
  private final ByteBuffer packed;
  private final Inflater inflater = new Inflater(true);
  private final boolean deflated;
  private long at;
  private long left;
  private long given;

  private MemberBytes(FileChannel container, Member member, long offset) {
    this.container = container;
    bytes = member.bytes();
    deflated = member.deflated();
    packed = ByteBuffer.allocate(deflated ? BUFFER : 0);
    at = offset;
    left = member.stored();
  }

  /** Content of a TAR's member; closing it leaves the container open. */
  public static MemberBytes ofTar(FileChannel container, Member member) {
    return new MemberBytes(container, member, member.offset());
  }

  /** Content of a ZIP's member; closing it leaves the container open. */
  public static MemberBytes ofZip(FileChannel container, Member member) throws IOException {
    return new MemberBytes(container, member, ZipFile.content(container, member));
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (!into.hasRemaining()) {
      return 0;
    }
    int read = deflated ? inflate(into) : stored(into);
    given += Math.max(0, read);
    if (given > bytes || (read < 0 && given < bytes)) {
      throw new MalformedContainerException(
          "gives %d bytes of a member of %d".formatted(given, bytes));
    }
    return read;
  }

  private int stored(ByteBuffer into) throws IOException {
    if (left == 0) {
      return -1;
    }
    ByteBuffer part = into.slice(into.position(), (int) Math.min(into.remaining(), left));
    int read = container.read(part, at);
    if (read < 0) {
      throw new MalformedContainerException("ends within a member");
    }
    into.position(into.position() + read);
    at += read;
    left -= read;
    return read;
  }

  private int inflate(ByteBuffer into) throws IOException {
    try {
      while (!inflater.finished()) {
        int read = inflater.inflate(into);
        if (read > 0) {
          return read;
        }
        if (!inflater.finished()) { // as it may be by now, when only its end mark was left
          more();
        }
      }
      return -1;
    } catch (DataFormatException e) {
      throw new MalformedContainerException("holds a member that does not inflate");
    }
  }

  private void more() throws IOException {
    if (!inflater.needsInput() || stored(packed.clear()) < 0) {
      throw new MalformedContainerException("holds a member that does not inflate to its end");
    }
    inflater.setInput(packed.flip());
  }

  @Override
  public boolean isOpen() {
    return container.isOpen();
  }

  @Override
  public void close() {
    inflater.end();
  }
}
