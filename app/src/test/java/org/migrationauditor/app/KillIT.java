package org.migrationauditor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.app.AuditorProcess.Ended;

/**
 * The program is killed again and again, in the middle of whatever it does, and goes on. {@code
 * -Dkill.every=1} kills at every step instead of a sample of them.
 */
final class KillIT {
  private static final long SEED = 20260301;
  private static final int EVERY = Integer.getInteger("kill.every", 6);

  private static final Pattern STEP = Pattern.compile("^\\[ *(?<step>\\d+)/(?<of>\\d+)] ");

  @TempDir private Path temporary;

  @Test
  void goesOnAfterEachKillAndDoesNothingTwice() throws Exception {
    AuditorProcess auditor = AuditorProcess.unpacked(temporary.resolve("home"));
    Path host = temporary.resolve("host");
    Random random = new Random(SEED);
    int steps = killAtStep(auditor, 1, random, "demo", "--dir", host.toString());
    int kills = 1;
    for (int step = 1 + EVERY; step < steps; step += EVERY, kills++) {
      killAtStep(auditor, step, random, "run");
    }
    assertThat(kills).isGreaterThan(10);

    Ended end = auditor.run("run");

    assertThat(end.status()).as(end.out() + end.err()).isZero();
    assertThat(end.out()).contains("PASSED");
    List<String> events = auditor.run("history", "--json").json("event");
    assertThat(events).filteredOn(event -> event.contains("\"StepUncertain\"")).isNotEmpty();
    assertThat(events).filteredOn(event -> event.contains("\"RepeatAllowed\"")).isEmpty();
    assertThat(events).last().asString().contains("\"MigrationCompleted\"");
    assertEachScriptRanOnce(auditor.home());
    assertThat(auditor.run("report").status()).isZero();
  }

  /**
   * Kills the program a moment after it said that it starts that step, or a later one.
   *
   * @return steps there are, count
   */
  private static int killAtStep(
      AuditorProcess auditor, int step, Random random, String... arguments) throws Exception {
    Path out = Files.createTempFile("killed", ".out");
    Process process =
        auditor
            .builder(arguments)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    while (process.isAlive() && lastStep(out) < step) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    TimeUnit.MILLISECONDS.sleep(random.nextInt(60));
    assertThat(process.isAlive()).as(Files.readString(out)).isTrue();
    process.destroyForcibly().waitFor();
    int steps = largest(out, "of");
    Files.delete(out);
    return steps;
  }

  private static int lastStep(Path out) throws Exception {
    return largest(out, "step");
  }

  private static int largest(Path out, String number) throws Exception {
    try (Stream<String> lines = Files.lines(out)) {
      return lines
          .map(STEP::matcher)
          .filter(Matcher::find)
          .mapToInt(line -> Integer.parseInt(line.group(number)))
          .max()
          .orElse(0);
    }
  }

  /** A script that was started leaves a mark in the folder of the attempt that did it. */
  private static void assertEachScriptRanOnce(Path home) throws Exception {
    try (Stream<Path> files = Files.walk(home.resolve("migrations"))) {
      List<Path> steps =
          files
              .filter(file -> file.getFileName().toString().equals("started"))
              .map(file -> file.resolveSibling("..").normalize())
              .toList();
      assertThat(steps).isNotEmpty().doesNotHaveDuplicates();
    }
  }
}
