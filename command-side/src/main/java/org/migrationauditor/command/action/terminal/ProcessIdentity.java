package org.migrationauditor.command.action.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.tree.Durable;

/**
 * A process that is told apart from a later one with the same number.
 *
 * @param bootId of the kernel it ran under
 * @param start when it started, clock ticks since boot
 */
record ProcessIdentity(long pid, String bootId, String start) {
  private static final Path PROC = Path.of("/proc");
  private static final Path BOOT_ID = PROC.resolve("sys/kernel/random/boot_id");
  private static final String ZOMBIE = "Z";

  /**
   * What a process wrote of itself: its number, the boot id, and the line of {@code
   * /proc/<pid>/stat}.
   */
  static ProcessIdentity parse(List<String> lines) throws IOException {
    try {
      return new ProcessIdentity(
          Long.parseLong(lines.getFirst().strip()),
          lines.get(1).strip(),
          Stat.parse(lines.get(2)).orElseThrow().start());
    } catch (IndexOutOfBoundsException | NumberFormatException | NoSuchElementException e) {
      throw new IOException("the mark of a started program cannot be read", e);
    }
  }

  /** A process that wrote itself into a file; empty when there is none. */
  static Optional<ProcessIdentity> read(Path file) throws IOException {
    try {
      return Optional.of(parse(Files.readAllLines(file, StandardCharsets.ISO_8859_1)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Writes this process, to the disk. */
  static void writeOwn(Path file) throws IOException {
    long pid = ProcessHandle.current().pid();
    Durable.write(
        file,
        pid
            + "\n"
            + Files.readString(BOOT_ID).strip()
            + "\n"
            + Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1));
  }

  /** Whether this very process still runs. */
  boolean alive() throws IOException {
    if (!sameBoot()) {
      return false;
    }
    Stat stat = stat(String.valueOf(pid));
    return stat != null && stat.start().equals(start) && !stat.state().equals(ZOMBIE);
  }

  /** Numbers of the processes that still run in the session that this process led. */
  List<Long> session() throws IOException {
    List<Long> running = new ArrayList<>();
    if (!sameBoot()) {
      return running;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : all) {
        String number = String.valueOf(process.getFileName());
        Stat stat = stat(number);
        if (stat != null
            && stat.session() == pid
            && !stat.state().equals(ZOMBIE)
            && Long.parseLong(stat.start()) >= Long.parseLong(start)) {
          running.add(Long.valueOf(number));
        }
      }
    }
    return running;
  }

  private boolean sameBoot() throws IOException {
    return !Files.exists(BOOT_ID) || Files.readString(BOOT_ID).strip().equals(bootId);
  }

  private static @Nullable Stat stat(String pid) {
    try {
      String line =
          Files.readString(PROC.resolve(pid).resolve("stat"), StandardCharsets.ISO_8859_1);
      return Stat.parse(line).orElse(null);
    } catch (IOException e) {
      return null; // it ended meanwhile
    }
  }

  /**
   * Fields of proc_pid_stat(5); the name of the program may hold anything, so count from its end.
   */
  private record Stat(String state, long session, String start) {
    static Optional<Stat> parse(String line) {
      String[] fields = line.substring(line.lastIndexOf(')') + 1).strip().split(" ", -1);
      return line.indexOf('(') < 0 || fields.length < 20
          ? Optional.empty()
          : Optional.of(new Stat(fields[0], Long.parseLong(fields[3]), fields[19]));
    }
  }
}
