package org.migrationauditor.command.action.process;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A short program that is run to see what it prints, both outputs together. */
public final class Command {
  private static final long MOST_BYTES = 16L * 1024 * 1024;
  private static final Duration LAST_LINES = Duration.ofSeconds(2);

  private Command() {}

  /**
   * How a command ended.
   *
   * @param exitCode -1 when it was stopped
   * @param complete whether everything it printed was seen
   * @param timedOut whether it was stopped since it took too long
   */
  public record Ending(int exitCode, boolean complete, boolean timedOut) {}

  /**
   * Runs a command and hands over its lines, cut and escaped as {@link Lines} does. Nothing comes
   * after this method has returned.
   *
   * @param limit after which it is stopped, with all its children
   * @throws IOException if it cannot be started
   */
  public static Ending run(
      Programs programs, List<String> argv, Duration limit, Consumer<String> line)
      throws IOException, InterruptedException {
    List<String> found = new ArrayList<>(argv);
    found.set(0, programs.find(argv.getFirst()).toString());
    Process process = programs.builder(found).redirectErrorStream(true).start();
    Reader reader = new Reader(process.getInputStream(), line);
    Thread thread = Thread.ofVirtual().start(reader);
    try {
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (ended) {
        thread.join(LAST_LINES);
      }
      return new Ending(ended ? process.exitValue() : -1, reader.close(), !ended);
    } finally {
      reader.close();
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static final class Reader implements Runnable {
    private final InputStream in;
    private final Lines lines;
    private boolean closed;
    private boolean complete;

    Reader(InputStream in, Consumer<String> line) {
      this.in = in;
      lines = new Lines(line);
    }

    @Override
    public void run() {
      byte[] buffer = new byte[8192];
      long total = 0;
      try (in) {
        int read;
        while (total < MOST_BYTES && (read = in.read(buffer)) >= 0) {
          total += read;
          if (!take(buffer, read)) {
            return;
          }
        }
        if (total < MOST_BYTES) {
          end();
        }
      } catch (IOException e) {
        close();
      }
    }

    private synchronized boolean take(byte[] buffer, int length) {
      if (!closed) {
        lines.add(buffer, length);
      }
      return !closed;
    }

    private synchronized void end() {
      if (!closed) {
        lines.end();
        complete = true;
      }
    }

    synchronized boolean close() {
      closed = true;
      return complete;
    }
  }
}
