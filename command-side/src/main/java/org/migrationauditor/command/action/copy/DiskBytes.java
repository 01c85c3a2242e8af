package org.migrationauditor.command.action.copy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import org.migrationauditor.command.action.linux.SourceFile;
import org.migrationauditor.command.action.tree.FileDigest;
import org.migrationauditor.messages.ContentDigest;

/**
 * Reads files from end to end and tells their digests, which are SHA-256 over the size and every
 * block of 64 KiB that is not all zeros, behind its offset: so a hole of a terabyte need not be
 * digested, nor read where the system tells holes. Equal digests mean equal bytes. One per thread.
 */
final class DiskBytes {
  private static final int ALIGNMENT = 4096;
  private static final int SIZE = 1024 * 1024;
  private static final int BLOCK = 64 * 1024;
  private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(BLOCK);

  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(SIZE + ALIGNMENT).alignedSlice(ALIGNMENT).slice(0, SIZE);
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
  private final MessageDigest sha256 = FileDigest.sha256();

  /**
   * What a file held.
   *
   * @param pastCache whether the disk was read, not the kernel's memory of it
   */
  record Content(ContentDigest digest, boolean pastCache) {}

  /** Takes the bytes of a file that are no hole, in order. */
  private interface Sink {
    void take(ByteBuffer bytes, long offset) throws IOException, InterruptedException;
  }

  /** Reads a file that was flushed to the disk, past the kernel's cache if that is possible. */
  Content read(Path file) throws IOException, InterruptedException {
    try {
      Optional<SourceFile> direct = SourceFile.openDirect(file);
      if (direct.isPresent()) {
        return new Content(readAll(direct.get()), true);
      }
    } catch (IOException e) {
      if (!refusesDirect(e)) {
        throw e;
      }
    }
    return new Content(readAll(SourceFile.open(file)), false);
  }

  private ContentDigest readAll(SourceFile opened) throws IOException, InterruptedException {
    try (opened) {
      return read(opened, opened.size(), (bytes, offset) -> {});
    }
  }

  /**
   * Copies a file, its holes as holes.
   *
   * @param size bytes, beyond which nothing is read
   */
  ContentDigest copy(SourceFile from, long size, FileChannel to, CopyRun run)
      throws IOException, InterruptedException {
    ContentDigest digest =
        read(
            from,
            size,
            (bytes, offset) -> {
              run.copying(bytes.remaining());
              long at = offset;
              while (bytes.hasRemaining()) {
                at += to.write(bytes, at);
              }
            });
    if (to.size() < size) {
      to.write(ByteBuffer.allocate(1), size - 1); // a hole at the end
    }
    return digest;
  }

  private ContentDigest read(SourceFile from, long size, Sink sink)
      throws IOException, InterruptedException {
    sha256.reset();
    long at = 0;
    while (at < size) {
      long data = from.data(at);
      if (data >= size) {
        at = size;
      } else {
        at = Math.max(at, data / BLOCK * BLOCK);
        long end = Math.min(size, roundedUp(Math.max(from.hole(data), at + 1), BLOCK));
        at = readData(from, at, end, sink);
        if (at < end) {
          break; // it became shorter
        }
      }
    }
    sha256.update(number.putLong(0, at).array());
    return FileDigest.finish(sha256);
  }

  /** Reads until an offset; tells how far it came. */
  private long readData(SourceFile from, long begin, long end, Sink sink)
      throws IOException, InterruptedException {
    long at = begin;
    while (at < end) {
      int length = fill(from, at, end);
      if (length == 0) {
        return at;
      }
      for (int start = 0; start < length; start += BLOCK) {
        ByteBuffer block = buffer.slice(start, Math.min(BLOCK, length - start));
        boolean zeros = block.mismatch(ZEROS.slice(0, block.remaining())) < 0;
        if (!zeros) {
          sha256.update(number.putLong(0, at + start).array());
          sha256.update(block.duplicate());
        }
        if (!zeros || from.tellsHoles()) {
          sink.take(block, at + start);
        }
      }
      at += length;
    }
    return at;
  }

  private int fill(SourceFile from, long at, long end) throws IOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    int wanted = (int) Math.min(SIZE, end - at);
    buffer.clear().limit((int) roundedUp(wanted, ALIGNMENT));
    while (buffer.hasRemaining()) {
      int read = from.read(buffer, at + buffer.position());
      if (read <= 0 || read % ALIGNMENT != 0) {
        break; // the end: nothing can be read directly from an odd place
      }
    }
    return Math.min(buffer.position(), wanted);
  }

  private static long roundedUp(long bytes, int to) {
    return (bytes + to - 1) / to * to;
  }

  /** Whether a file system that reads through the cache alone has said so. */
  private static boolean refusesDirect(IOException e) {
    String reason = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return reason.contains("invalid argument") || reason.contains("block size");
  }
}
