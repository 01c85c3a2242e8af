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
import org.migrationauditor.app.platform.ExitStatus;

/** A run of the program that ends by SIGKILL. */
final class KilledRun {
  private static final int LONGEST_MILLIS = 300;
  private static final int SIGKILL = 128 + 9; // exit status

  private static final Pattern STARTED = Pattern.compile("^\\[ *(?<step>\\d+)/(?<of>\\d+)] ");
  private static final Pattern ENDED = Pattern.compile("^ {4}succeeded in ");

  private final AuditorProcess auditor;
  private final Random random;
  private int kills;

  KilledRun(AuditorProcess auditor, Random random) {
    this.auditor = auditor;
    this.random = random;
  }

  /** When in a step it is killed. */
  enum Moment {
    BEFORE,
    DURING,
    AFTER;

    private static final Moment[] ALL = values();

    /** The moments of all steps in a row: those of step 1, of step 2 and so on. */
    static Moment at(int place) {
      return ALL[place % ALL.length];
    }

    /** Number of the step, from 1, whose moment stands at a place of that row. */
    static int step(int place) {
      return 1 + place / ALL.length;
    }
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

  /** How often it was killed so far. */
  int kills() {
    return kills;
  }

  /**
   * Kills the program at that moment of a step, or of a later one when that was over before; not at
   * all when it did all that was left meanwhile.
   *
   * @return steps there are, count
   */
  int at(int step, Moment moment, String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile("killed", ".out");
    Process process =
        auditor
            .builder(arguments)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    long began = System.nanoTime();
    while (process.isAlive() && !Said.in(out).reached(step, moment)) {
      TimeUnit.MILLISECONDS.sleep(3);
    }
    if (moment == Moment.DURING) {
      // where a start takes long, so does a step
      long starting = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began) / 5;
      TimeUnit.MILLISECONDS.sleep(random.nextLong(Math.max(LONGEST_MILLIS, starting)));
    }
    int status = process.destroyForcibly().waitFor();
    assertThat(status).as(Files.readString(out)).isIn(SIGKILL, ExitStatus.OK);
    kills += status == SIGKILL ? 1 : 0;
    int steps = Said.in(out).of();
    Files.delete(out);
    return steps;
  }

  /**
   * A script that was started leaves a mark in the folder of the attempt that did it.
   *
   * @param workspace of one migration
   * @param steps how the names of those steps begin that are looked at
   */
  static void assertEachScriptRanOnce(Path workspace, String steps) throws IOException {
    try (Stream<Path> files = Files.walk(workspace)) {
      List<String> started =
          files
              .filter(file -> file.getFileName().toString().equals("started"))
              .map(file -> workspace.relativize(file).getName(0).toString())
              .filter(step -> step.startsWith(steps))
              .toList();
      assertThat(started).isNotEmpty().doesNotHaveDuplicates();
    }
  }
}
