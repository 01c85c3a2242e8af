package org.migrationauditor.app.reporting;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.Adler32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.reports.print.AttachedFile.Content;

/**
 * Bytes packed into a file as zlib data (RFC 1950). Writing may pause: the packed blocks then end
 * with a whole byte, and neither a file nor a packer's memory is held.
 */
final class PackedFile {
  private static final byte[] HEAD = {0x78, (byte) 0x9C};

  /** The last block, with nothing in it (RFC 1951, 3.2.6). */
  private static final byte[] END = {0x03, 0x00};

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int LEVEL = 4;

  private final Path file;
  private final Adler32 checksum = new Adler32();
  private @Nullable Packer packer;
  private long pausedAt;

  /** A file that is made with its first byte. */
  PackedFile(Path file) {
    this.file = file;
  }

  void write(byte[] content) throws IOException {
    Packer open = packer;
    if (open == null) {
      open = new Packer(file, pausedAt == 0);
      packer = open;
    }
    open.write(content);
    checksum.update(content);
  }

  /** Packed bytes that were written, count; a packer may hold back some hundred thousand more. */
  long packedBytes() {
    return pausedAt + (packer == null ? 0 : packer.written());
  }

  /** Lets go of everything until more is written. */
  void pause() throws IOException {
    Packer open = packer;
    if (open != null) {
      packer = null;
      open.close();
      pausedAt = Files.size(file);
    }
  }

  /** The whole; nothing may be written any more. */
  Content finish() throws IOException {
    pause();
    ByteBuffer tail = ByteBuffer.allocate(END.length + Integer.BYTES);
    tail.put(END).putInt((int) checksum.getValue());
    Files.write(file, tail.array(), StandardOpenOption.APPEND);
    return new Content.Packed(file, ContentDigest.over(file));
  }

  /** Blocks that go on where others ended. */
  private static final class Packer implements AutoCloseable {
    private final Deflater deflater = new Deflater(LEVEL, true);
    private final OutputStream out;

    Packer(Path file, boolean first) throws IOException {
      OutputStream blocks =
          Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      if (first) {
        blocks.write(HEAD);
      }
      out = new Blocks(blocks, deflater);
    }

    void write(byte[] content) throws IOException {
      out.write(content);
    }

    long written() {
      return deflater.getBytesWritten();
    }

    @Override
    public void close() throws IOException {
      try {
        out.close();
      } finally {
        deflater.end();
      }
    }
  }

  /** Ends on a whole byte instead of with a last block. */
  private static final class Blocks extends DeflaterOutputStream {
    Blocks(OutputStream out, Deflater deflater) {
      super(out, deflater, BUFFER_BYTES, true);
    }

    @Override
    public void close() throws IOException {
      try {
        flush();
      } finally {
        out.close();
      }
    }
  }
}
