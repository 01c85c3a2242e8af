package org.migrationauditor.command.action.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.process.Secrets;
import org.migrationauditor.command.action.tree.Durable;
import org.migrationauditor.command.action.tree.Mark;

/**
 * A process of its own that holds the terminal of one program: it keeps what is printed and answers
 * prompts, whoever else lives or is killed. util-linux' {@code script} makes the terminal. It does
 * what the {@link Order} on its standard input says, in the folder that is its argument, unless
 * that folder was claimed before.
 */
final class TerminalHolder implements Conversation.Terminal {
  /** Bytes of output that are kept. */
  static final long MOST_OUTPUT = 64L * 1024 * 1024;

  private static final int CHUNK = 8 * 1024;
  private static final int CHUNKS_AHEAD = 32;
  private static final long TICK_MILLIS = 100;

  private final Path folder;
  private final KeptOutput output;
  private final Process script;
  private final OutputStream keyboard;
  private final List<String> told = new ArrayList<>();
  private long lastSign = System.nanoTime();

  private TerminalHolder(Path folder, Order order) throws IOException {
    this.folder = folder;
    output = new KeptOutput(folder.resolve(Kept.OUTPUT), new Secrets(order.argv()), MOST_OUTPUT);
    script = start(order.argv());
    keyboard = script.getOutputStream();
  }

  /** Runs one order in the folder given. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[0]);
    Order order = Order.read(System.in);
    Files.createDirectory(folder.resolve(Kept.CLAIM));
    Thread main = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitEnd(main)));
    ProcessIdentity.writeOwn(folder.resolve(Kept.STARTED));
    try (TypedLines typed = new TypedLines(folder.resolve(Kept.TYPED))) {
      new TerminalHolder(folder, order).hold(order, typed);
    }
  }

  /** A signal that asks this process to end has to wait for the program. */
  private static void awaitEnd(Thread main) {
    try {
      main.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void hold(Order order, TypedLines typed) throws IOException, InterruptedException {
    Conversation conversation = new Conversation(order, this);
    BlockingQueue<byte[]> printed = new ArrayBlockingQueue<>(CHUNKS_AHEAD);
    Thread reader = new Thread(() -> read(script.getInputStream(), printed));
    reader.setDaemon(true);
    reader.start();
    for (byte[] chunk = next(printed); !ended(chunk); chunk = next(printed)) {
      if (chunk != null) {
        lastSign = System.nanoTime();
        output.add(chunk);
        conversation.printed(chunk);
      } else {
        for (Conversation.Typed line = typed.poll(); line != null; line = typed.poll()) {
          conversation.typed(line);
        }
        conversation.quiet(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastSign));
      }
    }
    conversation.ended();
    end();
  }

  private static boolean ended(byte @Nullable [] chunk) {
    return chunk != null && chunk.length == 0;
  }

  private static byte @Nullable [] next(BlockingQueue<byte[]> printed) throws InterruptedException {
    return printed.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void end() throws IOException, InterruptedException {
    script.waitFor();
    Leftovers.endAll(folder.resolve(Kept.SESSION), this);
    output.end();
    output.close();
    if (output.beyond() > 0) {
      tell(
          "what the script printed is kept up to a limit",
          String.format(
              Locale.ROOT,
              "%d MiB are kept; %d bytes more were printed, counted and left out",
              MOST_OUTPUT / (1024 * 1024),
              output.beyond()));
    }
    Path code = folder.resolve(Kept.CODE);
    if (Files.exists(code)) {
      Durable.write(folder.resolve(Kept.EXIT), Files.readString(code, StandardCharsets.US_ASCII));
    }
  }

  /**
   * Starts the leader of the terminal's session, a shell. The terminal is wide, so that nothing
   * typed is broken over two lines; what the shell writes of itself tells later whether it still
   * runs, and how the program ended.
   */
  private Process start(List<String> argv) throws IOException {
    String shell = System.getenv("SHELL");
    String program = argv.stream().map(TerminalHolder::quoted).collect(Collectors.joining(" "));
    String line =
        """
        { echo "$$"; cat /proc/sys/kernel/random/boot_id; cat "/proc/$$/stat"; } >%1$s/session.tmp
        mv %1$s/session.tmp %1$s/session
        stty rows 50 columns 1000
        %2$s
        echo "$?" >%1$s/code
        """
            .formatted(
                quoted(folder.toString()),
                shell == null ? program : "SHELL=" + quoted(shell) + " " + program);
    ProcessBuilder builder =
        new ProcessBuilder("script", "--quiet", "--return", "--command", line, "/dev/null");
    builder.environment().putAll(Map.of("SHELL", "/bin/sh", "TERM", "dumb"));
    return builder.redirectErrorStream(true).start();
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  private static void read(InputStream in, BlockingQueue<byte[]> printed) {
    try (in) {
      byte[] buffer = new byte[CHUNK];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        printed.put(Arrays.copyOf(buffer, read));
      }
    } catch (IOException e) {
      // the terminal is gone, which is an end as well
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      putEnd(printed);
    }
  }

  private static void putEnd(BlockingQueue<byte[]> printed) {
    try {
      printed.put(new byte[0]);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public TerminalLook look() {
    return TerminalLook.below(script.toHandle());
  }

  @Override
  public void type(byte[] line) throws IOException {
    keyboard.write(line);
    keyboard.flush();
    lastSign = System.nanoTime();
  }

  @Override
  public void tell(String what, String how) throws IOException {
    told.add(what);
    told.add(String.format(Locale.ROOT, "%s, after line %d of its output", how, output.lines()));
    new Mark(told).write(folder.resolve(Kept.TOLD));
  }

  @Override
  public void ask(@Nullable Question question) throws IOException {
    if (question == null) {
      Files.deleteIfExists(folder.resolve(Kept.QUESTION));
    } else {
      question.write(folder.resolve(Kept.QUESTION));
    }
  }

  @Override
  public void mask(Secrets secrets) {
    output.mask(secrets);
  }
}
