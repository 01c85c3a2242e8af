package org.migrationauditor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.app.AuditorProcess.Ended;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.RunbookFile;

/** A migration that goes on by other steps than it was planned with. */
final class RunbookChangeIT {
  private static final String PLANNED = RunbookFile.DEFAULT;
  private static final String BEGUN = "senders-stopped";
  private static final String OWN = "night-shift-told";
  private static final String MISTAKEN = "own-check";

  @TempDir private Path temporary;
  @AutoClose private AuditorInProcess auditor;

  @BeforeEach
  void open() throws IOException {
    auditor = new AuditorInProcess(temporary.resolve("home"));
  }

  @Test
  void goesOnByASitesOwnStepsAndByNothingThatTakesAwayWhatGuards() throws Exception {
    Path people = temporary.resolve("people.yaml");
    Files.writeString(people, "operators: [olga]\napprovers: [anna]\n");
    stopAt(BEGUN, people);
    RunbookFile bundled = RunbookFile.find(PLANNED);
    String yaml = new String(bundled.bytes(), StandardCharsets.UTF_8);
    Path site = site(bundled, "${fastDataDir}/of-another-clinic", "A look is no change.");

    assertRefused(change("--site", site, "olga"), "only an approver may do that", "ask anna");
    assertRefused(
        change(
            "--runbook",
            other(
                yaml,
                "name: dicom-moved, view: DICOM_FILES, root: '${asideSlowDir}/dcm4che/dicom_data'",
                "name: dicom-moved, view: DICOM_FILES, root: '${asideSlowDir}/dcm4che'"),
            "anna"),
        "step 'inventory-dicom-moved': reads, compares, reports or deletes");
    assertRefused(
        change("--runbook", other(yaml, "0.1.3 runs again on its own data.", "It runs."), "anna"),
        "step '" + BEGUN + "': was begun, and the other runbook has its action, checks or undo");

    Ended changed = change("--site", site, "anna");
    assertThat(changed.status()).as(changed.err()).isZero();
    assertThat(changed.out())
        .contains("  " + OWN, "2 steps are new or otherwise by " + PLANNED + ".clinic-a");
    assertGoesOn();
    assertHistoryTellsAll();
    assertMends(bundled);
    Ended known = auditor.run("known", "night");
    assertThat(known.status()).as("the first change was revised").isEqualTo(ExitStatus.FAILED);
    assertThat(known.out()).containsPattern("AFTERWARDS event \\d+ .* RunbookChanged: anna had it");
    assertThat(auditor.home().resolve("runbooks").resolve(bundled.runbook().digest() + ".yaml"))
        .as("what was planned stays kept")
        .hasBinaryContent(bundled.bytes());
  }

  private void assertGoesOn() throws Exception {
    assertThat(auditor.run("status", "night").out())
        .contains(
            "night  " + PLANNED + ".clinic-a on",
            "by runbook " + PLANNED + ", changed by anna: the night shift asked for it");
    assertThat(attest(BEGUN).status()).isZero();
    Ended run = auditor.run("run", "night", "--as", "olga");
    assertThat(run.out()).contains("./auditor attest night " + OWN);
    assertThat(attest(OWN).status()).isZero();
    Ended failed = runWithTheClockSetBack();
    assertThat(failed.out() + failed.err())
        .contains(MISTAKEN, "of-another-clinic")
        .doesNotContain("./auditor attest night " + OWN);
    assertThat(auditor.run("history", "night").out())
        .containsOnlyOnce("RunbookChanged")
        .contains("the night shift asked for it")
        .containsPattern("StepSucceeded +" + OWN);
    assertThat(auditor.run("show", "night", "--at", "0").out())
        .contains("night  " + PLANNED + " on")
        .doesNotContain(OWN, "changed by");
  }

  private Ended runWithTheClockSetBack() {
    Clock right = GenericEventMessage.clock;
    GenericEventMessage.clock = new ClockSetBack(right, 1);
    try {
      return auditor.run("run", "night", "--as", "olga");
    } finally {
      GenericEventMessage.clock = right;
    }
  }

  private void assertHistoryTellsAll() {
    String setBack = "the clock was set back by (1:00:0|0:59:5)\\d\\.\\d{3} between event \\d+ ";
    assertThat(auditor.run("history", "night").out()).containsPattern("   !  " + setBack);
    assertThat(auditor.run("history", "night", "--json").json("clock")).hasSize(1);
    assertThat(auditor.run("status", "night").out()).containsPattern(setBack);

    Ended known = auditor.run("known", "night");
    assertThat(known.status()).as(known.out() + known.err()).isZero();
    assertThat(known.out())
        .contains("RunbookChanged: anna had it go on by", "nothing was compared yet")
        .containsPattern(setBack);
    assertThat(auditor.run("known", "night", "no-such-step").status())
        .isEqualTo(ExitStatus.REFUSED);

    Ended diff = auditor.run("diff", "night", "log:1", "1000000");
    assertThat(diff.status()).as(diff.err()).isZero();
    assertThat(diff.out())
        .containsPattern(OWN + " +not planned -> SUCCEEDED, 1 attempts, the last by olga")
        .containsPattern(MISTAKEN + " +not planned -> FAILED")
        .contains("RunbookChanged: anna had it", "and read by the same version")
        .containsPattern(setBack);
    assertThat(auditor.run("diff", "night", "5", "4").status()).isEqualTo(ExitStatus.REFUSED);

    Ended replay = auditor.run("replay", "--json");
    assertThat(replay.status()).as(replay.err()).isZero();
    assertThat(replay.json("replay").getFirst()).contains("\"different\":0", "\"fresh\":1");
  }

  /** A clock that somebody sets back by an hour once it was read so many times. */
  private static final class ClockSetBack extends Clock {
    private final Clock right;
    private int left;

    ClockSetBack(Clock right, int left) {
      this.right = right;
      this.left = left;
    }

    @Override
    public Instant instant() {
      return left-- > 0 ? right.instant() : right.instant().minus(Duration.ofHours(1));
    }

    @Override
    public ZoneId getZone() {
      return right.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return new ClockSetBack(right.withZone(zone), left);
    }
  }

  /** The checks of a step that failed were those of another site. */
  private void assertMends(RunbookFile bundled) throws Exception {
    assertRefused(
        change("--site", site(bundled, "${fastDataDir}", "Nothing can be said of it."), "anna"),
        "step '" + MISTAKEN + "': failed, and the other runbook has more of it otherwise");

    Ended mended =
        change("--site", site(bundled, "${fastDataDir}", "A look is no change."), "anna");
    assertThat(mended.out()).contains("  " + MISTAKEN, "1 steps are new or otherwise");
    auditor.run("run", "night", "--as", "olga");

    assertThat(auditor.run("history", "night").out())
        .containsPattern("StepFailed +" + MISTAKEN)
        .containsPattern("StepSucceeded +" + MISTAKEN);
  }

  private Path site(RunbookFile bundled, String folder, String undo) throws IOException {
    return Files.writeString(
        temporary.resolve("site.yaml"),
        """
        site: clinic-a
        of: {runbook: %s, sha256: %s}
        add:
          - after: %s
            steps:
              - id: %s
                title: The night shift knows
                do: attest
                instructions: Call them, and say when and by whom.
                undo: {nothing: A call is no change.}
              - id: %s
                title: The clinic's own folder is there
                do: checkHost
                observe: [{folderExists: '%s'}]
                undo: {nothing: '%s'}
        """
            .formatted(PLANNED, bundled.runbook().digest(), BEGUN, OWN, MISTAKEN, folder, undo));
  }

  private void stopAt(String step, Path people) throws Exception {
    Path host = temporary.resolve("host");
    Ended rehearsed =
        auditor.run("rehearse", host.toString(), "--studies", "2", "--one-data-directory");
    assertThat(rehearsed.status()).as(rehearsed.err()).isZero();
    Ended planned =
        auditor.run(
            "plan",
            "night",
            "--parameters",
            host.resolve("parameters.yaml").toString(),
            "--accept-loss",
            Losses.all(),
            "--people",
            people.toString(),
            "--as",
            "olga");
    assertThat(planned.status()).as(planned.err()).isZero();
    assertThat(auditor.run("run", "night", "--as", "olga").out())
        .contains("./auditor attest night " + step);
  }

  private Path other(String yaml, String words, String by) throws IOException {
    assertThat(yaml).contains(words);
    return Files.writeString(temporary.resolve("other.yaml"), yaml.replace(words, by));
  }

  private Ended change(String option, Path file, String person) {
    return auditor.run(
        "runbook",
        "change",
        "night",
        option,
        file.toString(),
        "--as",
        person,
        "--reason",
        "the night shift asked for it",
        "--home",
        auditor.home().toString());
  }

  private Ended attest(String step) {
    return auditor.run("attest", "night", step, "--as", "olga", "--note", "done");
  }

  private static void assertRefused(Ended ended, String... words) {
    assertThat(ended.status()).isEqualTo(ExitStatus.REFUSED);
    assertThat(ended.err()).contains(words);
  }
}
