package org.migrationauditor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.migrationauditor.app.KilledRun.Moment;
import org.migrationauditor.app.platform.Home;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.app.platform.RunbookFile;
import org.migrationauditor.command.migration.MigrationRejection;
import org.migrationauditor.command.run.RunEnd;
import org.migrationauditor.command.runbook.Step;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.StepStatus;
import org.migrationauditor.rehearsal.RehearsalHost;
import org.migrationauditor.rehearsal.RehearsalSettings;
import org.migrationauditor.rehearsal.StandInPlatform;

/**
 * From wherever a migration stands, its rollback gives back the host as it was. {@code
 * -Drollback.every=1} goes back from every step instead of a sample of them, {@code
 * -Drollback.kill.every=1} kills three times at every step of a way back.
 */
final class RollbackIT {
  private static final int EVERY = Integer.getInteger("rollback.every", 0);
  private static final int KILL_EVERY = Integer.getInteger("rollback.kill.every", 23);
  private static final long SEED = Long.getLong("kill.seed", 20260301);
  private static final int STUDIES = 5; // the least with two series that have thumbnails

  private static final String DELETES = "delete-old-fast";
  private static final String FIRST_READING = "inventory-dicom-before";

  @TempDir private static Path temporary;
  private static AuditorProcess auditor;
  private static Home home;
  private static Platform platform;

  @BeforeAll
  static void open() throws Exception {
    auditor = AuditorProcess.unpacked(temporary.resolve("home"));
    home = Home.open(auditor.home());
    platform = Platform.open(home);
  }

  @AfterAll
  static void close() {
    platform.close();
  }

  /** Steps at whose start a migration is turned round, by id, and whether on one data directory. */
  static Stream<Arguments> steps() throws IOException {
    if (EVERY == 0) {
      return Stream.of(Arguments.of("undeploy-old", true));
    }
    List<String> ids =
        RunbookFile.find(RunbookFile.DEFAULT).runbook().steps().stream()
            .filter(step -> step.when() == null || step.when().equals("fastDataDir != slowDataDir"))
            .map(step -> step.id().value())
            .takeWhile(id -> !id.equals(DELETES))
            .toList();
    return Stream.concat(
        Stream.of(Arguments.of(ids.getLast(), true)),
        IntStream.range(0, ids.size())
            .filter(at -> at % EVERY == 0)
            .mapToObj(at -> Arguments.of(ids.get(at), false)));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void givesBackTheHostAsItWas(String last, boolean oneDirectory) throws Exception {
    String name = "back-" + last + (oneDirectory ? "-one" : "");
    RehearsalHost host = host(name, new RehearsalSettings(2, 1, oneDirectory, null));
    PractisedNight night = night(name, host, host.parameters());
    TurnedHost turned = new TurnedHost(night);
    turned.runTo(last);
    begin(night.id(), last);

    if (!turned(night.id())) {
      turned.assertUntouched();
      return;
    }
    begin(night.id(), firstOfWayBack(night)); // and is gone
    turned.comeBack();

    assertEnded(night);
  }

  /**
   * The runbook is changed, a script waits for an answer, the new platform works on the migrated
   * data and then fails; on the way back the program is killed, and a folder stands in the way.
   */
  @Test
  void goesOnAfterEachKillOnTheWayBackFromAPlatformThatWorkedOnTheMigratedData() throws Exception {
    RehearsalHost host = host("killed", new RehearsalSettings(STUDIES, 1, false, null));
    PractisedNight night = night("killed", host, host.parameters(StandInPlatform.freePort()));
    MigrationId id = night.id();
    TurnedHost turned = new TurnedHost(night);
    turned.runTo("registry-credentials");
    platform.changeRunbook(id, RunbookFile.ofSite(site()), "anna", "the night shift asked for it");
    assertRefusedWhileTheScriptRuns(night);
    runToTheLastWayBack(night);
    HostLook fast = HostLook.at(night.root().resolve("fast/kaapana"));
    HostLook slow = HostLook.at(night.root().resolve("slow/kaapana"));
    assertThat(slow.names())
        .anyMatch(name -> name.endsWith("/" + phantom(night)))
        .anyMatch(name -> name.startsWith("minio/thumbnails/"));

    List<Step> back = platform.rollback(id, "olga", "the owner wants the old one");
    assertThat(back)
        .extracting(step -> step.planned().stepId().value())
        .contains("undo-night-shift-told")
        .doesNotContain("undo-day-shift-told");
    assertWaitsForThePlaceOfTheOldData(night);
    KilledRun killed = new KilledRun(auditor, new Random(SEED));
    for (int at = KILL_EVERY; Moment.step(at) < back.size(); at += KILL_EVERY) {
      killed.at(Moment.step(at), Moment.at(at), "run", id.value());
    }
    assertThat(killed.kills()).as("a way back of %d steps", back.size()).isPositive();
    turned.comeBack();

    assertEnded(night);
    KilledRun.assertEachScriptRanOnce(home.workspace(id), "undo-");
    turned.assertKept("slow", slow);
    turned.assertKept("fast", fast);
  }

  private static void assertRefusedWhileTheScriptRuns(PractisedNight night) throws Exception {
    Path asks = Files.createFile(night.root().resolve("state/preflight_fails"));
    assertThat(night.runTo("")).isInstanceOf(RunEnd.WaitingForPerson.class);
    assertThatExceptionOfType(MigrationRejection.class)
        .isThrownBy(() -> platform.rollback(night.id(), "olga", "the night is over"))
        .withMessageContaining("step 'deploy-fresh': its script still runs; nothing was undone");
    assertThat(platform.answer(night.id(), new StepId("deploy-fresh"), "olga", "yes")).isTrue();
    assertThat(night.runTo("")).isInstanceOf(RunEnd.Failed.class);
    Files.delete(asks);
    night.mended("deploy-fresh");
  }

  /** To a failure under the new platform; with all steps to the gate of the deletion, approved. */
  private static void runToTheLastWayBack(PractisedNight night) throws Exception {
    Path fails = Files.createFile(night.root().resolve("state/thumbnail_fails"));
    assertThat(night.runTo("")).isInstanceOf(RunEnd.Failed.class);
    assertThat(night.state("thumbnails-done").status()).isEqualTo(StepStatus.FAILED);
    Files.delete(fails);
    if (EVERY > 0) {
      night.mended("thumbnails");
      assertThat(night.runTo(DELETES)).isInstanceOf(RunEnd.Completed.class);
      platform.approve(night.id(), new StepId(DELETES), "anna", "the reports are read");
    }
  }

  /** Name of the folder in which the platform stores the study that it sends to itself. */
  private static String phantom(PractisedNight night) {
    return HostLook.at(night.root().resolve("lib/phantom")).names().stream()
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElseThrow();
  }

  /** A folder that came up where the old data is to return stops the way back, until it is gone. */
  private static void assertWaitsForThePlaceOfTheOldData(PractisedNight night) throws Exception {
    Path place = night.root().resolve("fast/kaapana");
    RunEnd end =
        night.run(
            step -> {
              if (step.equals("undo-move-fast-aside")) {
                assertThat(place.toFile().mkdir()).isTrue();
              }
            });
    assertThat(end).isInstanceOf(RunEnd.Failed.class);
    assertThat(((RunEnd.Failed) end).sentence()).contains("the target is there already");
    Files.delete(place);
  }

  private static RehearsalHost host(String name, RehearsalSettings settings) throws IOException {
    return RehearsalHost.create(temporary.resolve(name), settings);
  }

  private static PractisedNight night(
      String name, RehearsalHost host, Map<String, String> parameters) {
    return PractisedNight.plan(
        platform, name, host, RunbookFile.find(RunbookFile.DEFAULT), parameters);
  }

  /** A site's steps: one that is done before the migration turns round, one that is not. */
  private static Path site() throws IOException {
    String told =
        """
          - after: %1$s
            steps:
              - id: %2$s-shift-told
                title: The %2$s shift knows
                do: attest
                instructions: Call them.
                undo:
                  - id: undo-%2$s-shift-told
                    title: The %2$s shift knows of the way back
                    do: attest
                    instructions: Call them again.
        """;
    return Files.writeString(
        temporary.resolve("site.yaml"),
        """
        site: clinic-a
        of: {runbook: %s, sha256: %s}
        add:
        """
                .formatted(
                    RunbookFile.DEFAULT, RunbookFile.find(RunbookFile.DEFAULT).runbook().digest())
            + told.formatted("registry-credentials", "night")
            + told.formatted("delete-old-slow", "day"));
  }

  /** Begins the step and no more, as a crash in it would leave it. */
  private static void begin(MigrationId id, String step) {
    try {
      platform.attempt(id, new StepId(step), "olga");
    } catch (MigrationRejection gated) {
      assertThat(gated.code()).isNotEqualTo(MigrationRejection.Code.OUT_OF_ORDER);
    }
  }

  private static boolean turned(MigrationId id) throws InterruptedException {
    try {
      platform.rollback(id, "olga", "the night is over");
      return true;
    } catch (MigrationRejection refused) {
      assertThat(refused.code()).isEqualTo(MigrationRejection.Code.NOTHING_TO_UNDO);
      return false;
    }
  }

  private static String firstOfWayBack(PractisedNight night) {
    return night.state().course().getFirst().step().stepId().value();
  }

  private static void assertEnded(PractisedNight night) {
    MigrationState state = night.state();
    boolean read = night.state(FIRST_READING).endedAt() != null;
    assertThat(state.verdict()).isEqualTo(read ? Verdict.PASSED : Verdict.INDETERMINATE);
    assertThat(state.completedAt()).isNotNull();
  }
}
