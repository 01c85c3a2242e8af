package org.migrationauditor.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.command.action.Console;
import org.migrationauditor.messages.PrintableText;
import org.migrationauditor.messages.Verdict;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** What the person at the terminal sees: results on standard output, progress on standard error. */
public final class Terminal implements Console {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  private final PrintWriter out;
  private final boolean interactive;

  /** Writes results to {@code out}; shows progress only where a person watches. */
  public Terminal(PrintWriter out) {
    this.out = out;
    this.interactive = Ansi.AUTO.enabled();
  }

  /** The terminal of the verb that is running. */
  static Terminal of(@Nullable CommandSpec spec) {
    return new Terminal(Objects.requireNonNull(spec).commandLine().getOut());
  }

  /** What to type, for a verb that does nothing without one of its own verbs; its exit status. */
  static int usage(@Nullable CommandSpec spec) {
    CommandLine verb = Objects.requireNonNull(spec).commandLine();
    verb.usage(verb.getErr());
    return ExitStatus.REFUSED;
  }

  /** One line. */
  public void print(String line) {
    out.println(line);
    out.flush();
  }

  /** A line whose marked part is bold on a terminal. */
  public void heading(String line) {
    print(styled("bold", line));
  }

  /** The verdict's name in a column as wide as the longest, in colour on a terminal. */
  static String verdictColumn(Verdict verdict) {
    String padding = " ".repeat(Verdict.INDETERMINATE.name().length() - verdict.name().length());
    return verdict(verdict) + padding;
  }

  /** The verdict's name, in colour on a terminal. */
  public static String verdict(Verdict verdict) {
    return switch (verdict) {
      case PASSED -> styled("bold,green", "PASSED");
      case FAILED -> styled("bold,red", "FAILED");
      case INDETERMINATE -> styled("bold,yellow", "INDETERMINATE");
    };
  }

  static String styled(String style, String text) {
    return Help.defaultColorScheme(Ansi.AUTO)
        .apply(text, List.of(Ansi.Style.parse(style)))
        .toString();
  }

  /** Local time with its offset. */
  public static String time(Instant instant) {
    return TIME.format(instant);
  }

  /** A size a person can read, such as {@code 21.4 MiB}. */
  static String size(long bytes) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
  }

  /** A text from a stranger with every character that could steer a terminal shown as an escape. */
  public static String safe(String text) {
    return PrintableText.escaped(text);
  }

  @Override
  public void output(String line) {
    print("    | " + safe(line));
  }

  @Override
  public @Nullable String ask(String prompt, boolean hidden) {
    return Optional.ofNullable(System.console())
        .filter(console -> typed())
        .map(
            console -> {
              print(styled("bold", "the script asks: ") + safe(prompt));
              char[] line = hidden ? console.readPassword() : chars(console.readLine());
              return line == null ? null : new String(line);
            })
        .orElse(null);
  }

  private static char @Nullable [] chars(@Nullable String line) {
    return line == null ? null : line.toCharArray();
  }

  /** Whether a person types into standard input; newer Javas have a console in any case. */
  static boolean typed() {
    try {
      String input = Files.readSymbolicLink(Path.of("/proc/self/fd/0")).toString();
      return input.startsWith("/dev/pts/") || input.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public Task task(String title) {
    return reading(title);
  }

  /** Watches one piece of long reading; closed when it has ended. */
  ReadingTask reading(String title) {
    return new ReadingTask(title, interactive, System.err::println);
  }
}
