package org.migrationauditor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.app.AuditorProcess.Ended;
import org.migrationauditor.app.KilledRun.Moment;

/**
 * The program is killed again and again, before, in the middle and after whatever it does, and goes
 * on. {@code -Dkill.every=1} kills three times at every step instead of a sample of them.
 */
final class KillIT {
  private static final long SEED = Long.getLong("kill.seed", 20260301);
  private static final int EVERY = Integer.getInteger("kill.every", 23);

  @TempDir private Path temporary;

  @Test
  void goesOnAfterEachKillAndDoesNothingTwice() throws Exception {
    AuditorProcess auditor = AuditorProcess.unpacked(temporary.resolve("home"));
    Path host = temporary.resolve("host");
    KilledRun killed = new KilledRun(auditor, new Random(SEED));
    int steps = killed.at(1, Moment.DURING, "demo", "--dir", host.toString());
    // no kill at the last step, whose end is the end of the run
    for (int at = EVERY; Moment.step(at) < steps; at += EVERY) {
      killed.at(Moment.step(at), Moment.at(at), "run");
    }
    assertThat(killed.kills()).isGreaterThan(10);

    Ended end = auditor.run("run");

    assertThat(end.status()).as(end.out() + end.err()).isZero();
    assertThat(end.out()).contains("PASSED");
    List<String> events = auditor.run("history", "--json").json("event");
    assertThat(events).filteredOn(event -> event.contains("\"StepUncertain\"")).isNotEmpty();
    assertThat(events).filteredOn(event -> event.contains("\"RepeatAllowed\"")).isEmpty();
    assertThat(events).last().asString().contains("\"MigrationCompleted\"");
    KilledRun.assertEachScriptRanOnce(auditor.home().resolve("migrations/demo"), "");
    assertThat(auditor.run("report").status()).isZero();
  }
}
