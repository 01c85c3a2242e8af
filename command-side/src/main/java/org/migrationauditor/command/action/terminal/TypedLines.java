package org.migrationauditor.command.action.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** What persons type for a program, through a named pipe that only this user may use. */
final class TypedLines implements AutoCloseable {
  private static final int ATOMIC = 4096; // PIPE_BUF of Linux
  private static final int FIELDS = 4;

  private final FileChannel channel;
  private final Queue<Conversation.Typed> lines = new ConcurrentLinkedQueue<>();

  TypedLines(Path pipe) throws IOException, InterruptedException {
    Process made = new ProcessBuilder("mkfifo", "-m", "600", pipe.toString()).start();
    if (made.waitFor() != 0) {
      throw new IOException("'%s' cannot be made".formatted(pipe));
    }
    channel = open(pipe);
    Thread reader = new Thread(this::read);
    reader.setDaemon(true);
    reader.start();
  }

  /** What was typed next; null when nothing was. */
  Conversation.@Nullable Typed poll() {
    return lines.poll();
  }

  /** Hands a line to the process at the other end, if there is one; whole or not at all. */
  static void write(Path pipe, Conversation.Typed typed) throws IOException {
    byte[] bytes =
        String.join(
                "\t",
                String.valueOf(typed.number()),
                typed.who(),
                typed.secretName(),
                typed.line() + "\n")
            .getBytes(StandardCharsets.UTF_8);
    if (bytes.length > ATOMIC) {
      throw new IOException("a line of so many characters cannot be typed");
    }
    try (FileChannel channel = open(pipe)) {
      channel.write(ByteBuffer.wrap(bytes));
    }
  }

  /** Opened for both, a pipe neither makes one wait for the other end nor ever ends. */
  private static FileChannel open(Path pipe) throws IOException {
    return FileChannel.open(
        pipe, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  }

  private void read() {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
    try {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] fields = line.split("\t", FIELDS);
        if (fields.length == FIELDS) {
          lines.add(
              new Conversation.Typed(Integer.parseInt(fields[0]), fields[1], fields[2], fields[3]));
        }
      }
    } catch (IOException | NumberFormatException e) {
      return; // closed, or not written by this program
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
