package org.migrationauditor.app.reporting;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.migrationauditor.messages.report.Attached;
import org.migrationauditor.reports.print.AttachedFile;
import org.migrationauditor.verifier.digest.Sha256;

/**
 * Lines in one file, packed as a report carries them while they are written, so that nothing of
 * them is held. Lines beyond a limit are only counted.
 */
final class PackedList implements AutoCloseable {
  private final String name;
  private final byte[] header;
  private final Limit limit;
  private final PackedFile file;
  private final MessageDigest sha256 = Sha256.start();
  private long bytes;
  private long lines;
  private long beyond;

  /**
   * How much there may be.
   *
   * @param bytes of the lines and their header
   * @param packedBytes after which no line begins
   */
  record Limit(long bytes, long packedBytes) {
    private static final long MOST = 1L << 30;

    /** Every finding of a million, each of a kilobyte. */
    static final Limit FINDINGS = new Limit(MOST, 160L << 20);

    /** A share of what the lists of files may be together. */
    static Limit filesOf(int lists) {
      return new Limit(MOST / Math.max(1, lists), (80L << 20) / Math.max(1, lists));
    }
  }

  /**
   * A list of that name, whose file is made with its first line.
   *
   * @param name with its extension
   */
  PackedList(Path folder, String name, byte[] header, Limit limit) {
    this.name = name;
    this.header = header.clone();
    this.limit = limit;
    this.file = new PackedFile(folder.resolve(name));
  }

  /** Adds a line, which has its line end. */
  void add(byte[] line) throws IOException {
    if (beyond > 0 || !fits(line)) {
      beyond++;
      return;
    }
    if (lines == 0) {
      write(header);
    }
    write(line);
    lines++;
  }

  private boolean fits(byte[] line) {
    long before = lines == 0 ? header.length : bytes;
    return before + line.length <= limit.bytes() && file.packedBytes() < limit.packedBytes();
  }

  private void write(byte[] content) throws IOException {
    file.write(content);
    sha256.update(content);
    bytes += content.length;
  }

  String name() {
    return name;
  }

  /** Lines that are in it, count; the header is none. */
  long lines() {
    return lines;
  }

  /** Lines that it has no room for, count. */
  long beyond() {
    return beyond;
  }

  /** The list as a report carries it; no line may be added any more. Asked for once. */
  AttachedFile attached(String mediaType, String description) throws IOException {
    Attached listed = new Attached(name, mediaType, bytes, Sha256.finish(sha256));
    return new AttachedFile(listed, description, file.finish());
  }

  /** Lets go of the open file until there is another line. */
  @Override
  public void close() throws IOException {
    file.pause();
  }
}
