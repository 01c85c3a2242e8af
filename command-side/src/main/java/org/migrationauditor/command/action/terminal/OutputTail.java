package org.migrationauditor.command.action.terminal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.migrationauditor.command.action.process.Lines;

/** Follows a file that another process writes to, line by line. */
public final class OutputTail implements AutoCloseable {
  private static final int BUFFER = 64 * 1024;

  private final FileChannel channel;
  private final Lines lines;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

  /**
   * Opens a file.
   *
   * @param lastBytes how far from its present end to begin, bytes
   * @param line takes each line, cut to what can be shown
   */
  public OutputTail(Path file, long lastBytes, Consumer<String> line) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.READ);
    channel.position(Math.max(0, channel.size() - lastBytes));
    lines = new Lines(line);
  }

  /**
   * Hands over what was written since.
   *
   * @return whether there was anything
   */
  public boolean advance() throws IOException {
    boolean any = false;
    while (channel.read(buffer.clear()) > 0) {
      lines.add(buffer.array(), buffer.position());
      any = true;
    }
    return any;
  }

  /** Nothing more comes, so that a last line without an end is complete. */
  public void end() throws IOException {
    long size = channel.size();
    while (channel.position() < size && channel.read(buffer.clear()) > 0) {
      lines.add(buffer.array(), buffer.position());
    }
    lines.end();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
