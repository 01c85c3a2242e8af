package org.migrationauditor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
 * The program is killed again and again, before, in the middle and after whatever it does, and goes
 * on. {@code -Dkill.every=1} kills three times at every step instead of a sample of them.
 */
final class KillIT {
  private static final long SEED = Long.getLong("kill.seed", 20260301);
  private static final int EVERY = Integer.getInteger("kill.every", 19);
  private static final int LONGEST_MILLIS = 300;

  private static final Pattern STARTED = Pattern.compile("^\\[ *(?<step>\\d+)/(?<of>\\d+)] ");
  private static final Pattern ENDED = Pattern.compile("^ {4}succeeded in ");

  @TempDir private Path temporary;

  private enum Moment {
    BEFORE,
    DURING,
    AFTER
  }

  /**
   * What a run has said so far.
   *
   * @param step that it began last, from 1; 0 when it has begun none
   * @param of how many
   * @param ended whether that step has ended
   */
  private record Said(int step, int of, boolean ended) {
    static Said in(Path out) throws IOException {
      Said said = new Said(0, 0, false);
      for (String line : Files.readAllLines(out)) {
        Matcher started = STARTED.matcher(line);
        if (started.find()) {
          said =
              new Said(
                  Integer.parseInt(started.group("step")),
                  Integer.parseInt(started.group("of")),
                  false);
        } else if (ENDED.matcher(line).find()) {
          said = new Said(said.step, said.of, true);
        }
      }
      return said;
    }

    boolean reached(int wanted, Moment moment) {
      return step > wanted || (step == wanted && (moment != Moment.AFTER || ended));
    }
  }

  @Test
  void goesOnAfterEachKillAndDoesNothingTwice() throws Exception {
    AuditorProcess auditor = AuditorProcess.unpacked(temporary.resolve("home"));
    Path host = temporary.resolve("host");
    Random random = new Random(SEED);
    Moment[] moments = Moment.values();
    int steps = kill(auditor, 1, Moment.DURING, random, "demo", "--dir", host.toString());
    int kills = 1;
    // no kill at the last step, whose end is the end of the run
    for (int at = EVERY; at < moments.length * (steps - 1); at += EVERY, kills++) {
      kill(auditor, 1 + at / moments.length, moments[at % moments.length], random, "run");
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
   * Kills the program at that moment of a step, or of a later one when that was over before.
   *
   * @return steps there are, count
   */
  private static int kill(
      AuditorProcess auditor, int step, Moment moment, Random random, String... arguments)
      throws Exception {
    Path out = Files.createTempFile("killed", ".out");
    Process process =
        auditor
            .builder(arguments)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    while (process.isAlive() && !Said.in(out).reached(step, moment)) {
      TimeUnit.MILLISECONDS.sleep(3);
    }
    if (moment == Moment.DURING) {
      TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_MILLIS));
    }
    assertThat(process.isAlive()).as(Files.readString(out)).isTrue();
    process.destroyForcibly().waitFor();
    int steps = Said.in(out).of();
    Files.delete(out);
    return steps;
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
