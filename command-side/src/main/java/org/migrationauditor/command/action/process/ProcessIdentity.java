package org.migrationauditor.command.action.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A process that is told apart from a later one with the same number.
 *
 * @param bootId of the kernel it ran under; {@code unknown} where the kernel tells none
 * @param start when it started, as the kernel says: clock ticks since boot, or a date
 */
record ProcessIdentity(long pid, String bootId, String start) {
  private static final Path PROC = Path.of("/proc");
  private static final Path BOOT_ID = PROC.resolve("sys/kernel/random/boot_id");
  private static final String ZOMBIE = "Z";

  /**
   * What the wrapper wrote of itself: its number, the boot id, and a line of {@code
   * /proc/<pid>/stat} or of {@code ps -o lstart=}.
   */
  static ProcessIdentity parse(List<String> lines) throws IOException {
    try {
      Optional<Stat> stat = Stat.parse(lines.get(2));
      return new ProcessIdentity(
          Long.parseLong(lines.getFirst().strip()),
          lines.get(1).strip(),
          stat.map(Stat::start).orElse(lines.get(2).strip()));
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new IOException("the mark of a started program cannot be read", e);
    }
  }

  /** Whether this very process still runs. */
  boolean alive() throws IOException {
    if (!sameBoot() || ProcessHandle.of(pid).isEmpty()) {
      return false;
    }
    if (Files.isDirectory(PROC.resolve("self"))) {
      Stat stat = stat(String.valueOf(pid));
      return stat != null && stat.start().equals(start) && !stat.state().equals(ZOMBIE);
    }
    return startedAt().equals(start);
  }

  /** Whether any process of the session that this process led still runs. */
  boolean sessionAlive() throws IOException {
    if (!sameBoot() || !Files.isDirectory(PROC.resolve("self"))) {
      return alive();
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : all) {
        Stat stat = stat(String.valueOf(process.getFileName()));
        if (stat != null
            && stat.session() == pid
            && !stat.state().equals(ZOMBIE)
            && Long.parseLong(stat.start()) >= Long.parseLong(start)) {
          return true;
        }
      }
    }
    return false;
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

  private String startedAt() throws IOException {
    Process ps = new ProcessBuilder("ps", "-o", "lstart=", "-p", String.valueOf(pid)).start();
    return new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
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
