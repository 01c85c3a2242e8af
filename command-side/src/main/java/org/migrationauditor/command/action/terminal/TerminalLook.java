package org.migrationauditor.command.action.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a program waits for something to be typed, as the kernel says of its processes (proc(5):
 * {@code syscall}).
 *
 * @param hidden whether the terminal shows nothing of what is typed
 * @param editor whether the line is edited by the program, which may have filled it in before
 */
record TerminalLook(Reading reading, boolean hidden, boolean editor) {
  private static final Path PROC = Path.of("/proc");
  private static final String TERMINALS = "/dev/pts/";
  private static final boolean ARM = System.getProperty("os.arch", "").equals("aarch64");
  private static final Set<String> READS = Set.of(ARM ? "63" : "0");
  private static final Set<String> POLLS =
      ARM ? Set.of("72", "73") : Set.of("7", "23", "270", "271");

  /** Whether a program reads its terminal. */
  enum Reading {
    YES,
    NO,
    /** The kernel does not tell. */
    UNKNOWN
  }

  private static final TerminalLook BUSY = new TerminalLook(Reading.NO, false, false);

  /** Looks at everything that a process started and that waits for no child of its own. */
  static TerminalLook below(ProcessHandle process) {
    List<ProcessHandle> all = process.descendants().toList();
    Set<Long> parents =
        all.stream()
            .flatMap(one -> one.parent().stream())
            .map(ProcessHandle::pid)
            .collect(Collectors.toSet());
    TerminalLook seen = BUSY;
    for (ProcessHandle one : all) {
      if (!parents.contains(one.pid())) {
        TerminalLook look = of(PROC.resolve(String.valueOf(one.pid())));
        if (look.reading() == Reading.YES) {
          return look;
        }
        seen = look.reading() == Reading.UNKNOWN ? look : seen;
      }
    }
    return seen;
  }

  private static TerminalLook of(Path process) {
    String[] call;
    Path terminal;
    try {
      call =
          Files.readString(process.resolve("syscall"), StandardCharsets.US_ASCII)
              .strip()
              .split(" ", 3);
      boolean reads = call.length == 3 && READS.contains(call[0]);
      boolean polls = call.length == 3 && POLLS.contains(call[0]);
      if (!reads && !polls) {
        return BUSY;
      }
      String descriptor = reads ? String.valueOf(Long.decode(call[1])) : "0";
      terminal = Files.readSymbolicLink(process.resolve("fd").resolve(descriptor));
      if (terminal.toString().equals("/dev/tty")) {
        terminal = Files.readSymbolicLink(process.resolve("fd").resolve("0"));
      }
      return terminal.toString().startsWith(TERMINALS) ? judged(terminal, reads) : BUSY;
    } catch (IOException | NumberFormatException e) {
      return Files.exists(process) ? new TerminalLook(Reading.UNKNOWN, false, false) : BUSY;
    }
  }

  private static TerminalLook judged(Path terminal, boolean reads) throws IOException {
    Process stty =
        new ProcessBuilder("stty", "-F", terminal.toString(), "-a")
            .redirectErrorStream(true)
            .start();
    String settings = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    Set<String> set = Arrays.stream(settings.split("[\\s;]+")).collect(Collectors.toSet());
    boolean lines = set.contains("icanon");
    boolean editor = set.contains("-icanon") && set.contains("-icrnl");
    boolean waits = reads || set.contains("-icanon");
    return waits ? new TerminalLook(Reading.YES, lines && set.contains("-echo"), editor) : BUSY;
  }
}
