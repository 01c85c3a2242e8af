package org.migrationauditor.command.action;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.migrationauditor.command.action.process.Command;
import org.migrationauditor.command.action.process.Programs;
import org.migrationauditor.command.action.tree.Node;
import org.migrationauditor.command.action.tree.PathBytes;

/**
 * Looks whether the clock is synchronised: what timedatectl(1) says of the kernel, else what
 * chronyc(1) says, else the file that systemd-timesyncd.service(8) leaves.
 */
final class ClockLook {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int MOST_LINES = 100;

  private ClockLook() {}

  static Look.Answer synchronised(Path mark, Programs programs)
      throws IOException, InterruptedException {
    List<String> kernel = lines(programs, List.of("timedatectl", "show", "-p", "NTPSynchronized"));
    if (kernel.contains("NTPSynchronized=yes")) {
      return Look.Answer.passed("timedatectl says so");
    }
    if (kernel.contains("NTPSynchronized=no")) {
      return Look.Answer.failed("timedatectl says it is not");
    }
    Optional<String> leap =
        lines(programs, List.of("chronyc", "-n", "tracking")).stream()
            .filter(line -> line.matches("Leap status\\s*:.*"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst();
    if (leap.isPresent()) {
      return leap.get().equals("Not synchronised")
          ? Look.Answer.failed("chronyc says it is not")
          : Look.Answer.passed("chronyc says so");
    }
    return Node.at(mark).isPresent()
        ? Look.Answer.passed("'%s' is there".formatted(PathBytes.shown(mark)))
        : Look.Answer.unknown(
            "neither timedatectl nor chronyc tells it, and '%s' is not there"
                .formatted(PathBytes.shown(mark)));
  }

  private static List<String> lines(Programs programs, List<String> argv)
      throws InterruptedException {
    List<String> lines = new ArrayList<>();
    try {
      Command.Ending ending =
          Command.run(
              programs,
              argv,
              LIMIT,
              line -> {
                if (lines.size() < MOST_LINES) {
                  lines.add(line.strip());
                }
              });
      return ending.exitCode() == 0 ? List.copyOf(lines) : List.of();
    } catch (IOException e) {
      return List.of(); // it is not installed
    }
  }
}
