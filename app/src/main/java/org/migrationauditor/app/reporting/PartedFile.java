package org.migrationauditor.app.reporting;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines in one file, or in several where one would be too large to be opened: {@code name.csv},
 * {@code name-2.csv} and so on, each with the header. Lines beyond the last are only counted.
 */
final class PartedFile implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 13;

  private final Path folder;
  private final String stem;
  private final String extension;
  private final byte[] header;
  private final Limit limit;
  private final List<Path> parts = new ArrayList<>();
  private @Nullable OutputStream out;
  private long left;
  private long lines;
  private long beyond;

  /**
   * How much there may be.
   *
   * @param partBytes of one part, bytes
   * @param parts count
   */
  record Limit(long partBytes, int parts) {
    /** Neither an attachment nor the report is larger than what a reader of reports opens. */
    static final Limit USUAL = new Limit(48L << 20, 3);
  }

  /**
   * A file of that name, which is made with its first line.
   *
   * @param name with its extension
   */
  PartedFile(Path folder, String name, byte[] header, Limit limit) {
    int dot = name.lastIndexOf('.');
    this.folder = folder;
    this.stem = name.substring(0, dot);
    this.extension = name.substring(dot);
    this.header = header.clone();
    this.limit = limit;
  }

  /** Adds a line, which has its line end. */
  void add(byte[] line) throws IOException {
    if (line.length > left && !openNext()) {
      beyond++;
      return;
    }
    open().write(line);
    left -= line.length;
    lines++;
  }

  /** Lines that are in it, count; the header is none. */
  long lines() {
    return lines;
  }

  /** Lines that it has no room for, count. */
  long beyond() {
    return beyond;
  }

  /** Its files, in their order; none without a line. */
  List<Path> parts() {
    return List.copyOf(parts);
  }

  private boolean openNext() throws IOException {
    if (beyond > 0 || parts.size() == limit.parts()) {
      return false;
    }
    close();
    String number = parts.isEmpty() ? "" : "-" + (parts.size() + 1);
    parts.add(Files.createFile(folder.resolve(stem + number + extension)));
    open().write(header);
    left = limit.partBytes() - header.length;
    return true;
  }

  private OutputStream open() throws IOException {
    OutputStream open = out;
    if (open == null) {
      open =
          new BufferedOutputStream(
              Files.newOutputStream(parts.getLast(), StandardOpenOption.APPEND), BUFFER_BYTES);
      out = open;
    }
    return open;
  }

  /** Lets go of the open file until there is another line. */
  @Override
  public void close() throws IOException {
    OutputStream open = out;
    if (open != null) {
      out = null;
      open.close();
    }
  }
}
