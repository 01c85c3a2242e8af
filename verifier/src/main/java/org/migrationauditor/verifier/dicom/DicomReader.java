package org.migrationauditor.verifier.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;

/**
 * Reads files as DICOM Part 10 (PS3.10), strictly and to the last byte, in one pass and in memory
 * that does not depend on them. Whatever the bytes are, the answer is facts; only a failing disk is
 * an exception. Safe for use by many threads, each of which keeps its buffers.
 */
public final class DicomReader {
  private static final int BUFFER = 256 * 1024;

  private final PseudonymKey key;
  private final ThreadLocal<Workspace> workspaces;

  /** A reader that turns patients into pseudonyms by a key. */
  public DicomReader(PseudonymKey key) {
    this(key, BUFFER);
  }

  /** A reader with buffers of at least {@link Workspace#MIN_BUFFER} bytes. */
  DicomReader(PseudonymKey key, int buffer) {
    this.key = key;
    byte[] elementKey = key.elementKey();
    workspaces = ThreadLocal.withInitial(() -> new Workspace(buffer, elementKey));
  }

  /** As {@link #read(Path, LongConsumer)}, with nobody watching. */
  public DicomFacts read(Path file) throws IOException {
    return read(file, bytes -> {});
  }

  /**
   * Facts about a file, whatever it turns out to be. No link is followed.
   *
   * @param advanced told how many more bytes were read
   * @throws IOException if it could not be read to its end
   */
  public DicomFacts read(Path file, LongConsumer advanced) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      return read(channel, channel.size(), advanced);
    }
  }

  /**
   * Facts about bytes from where a channel stands to its end.
   *
   * @param bytes how many there are as far as is known; a hint for guesses only
   * @param advanced told how many more bytes were read
   * @throws IOException if they could not be read to their end
   */
  public DicomFacts read(ReadableByteChannel content, long bytes, LongConsumer advanced)
      throws IOException {
    Workspace workspace = workspaces.get();
    FileFeed feed = new FileFeed(content, workspace.fileDigest(), advanced);
    return new Pass(workspace, feed, bytes).facts(key);
  }

  /**
   * Facts about the bytes of a stream, as if they were those of a file.
   *
   * @param stream read to its end and left open
   * @param advanced told how many more bytes were read
   * @throws IOException if it could not be read to its end
   */
  public DicomFacts read(InputStream stream, LongConsumer advanced) throws IOException {
    return read(Channels.newChannel(stream), Long.MAX_VALUE, advanced);
  }
}
