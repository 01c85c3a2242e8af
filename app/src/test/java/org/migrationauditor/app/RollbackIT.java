package org.migrationauditor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.migrationauditor.app.platform.Home;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.app.platform.RunbookFile;
import org.migrationauditor.command.migration.MigrationRejection;
import org.migrationauditor.command.run.RunEnd;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.rehearsal.RehearsalHost;
import org.migrationauditor.rehearsal.RehearsalSettings;

/**
 * From wherever a migration stands, its rollback gives back the old platform's data as it was, to
 * the byte, owner, mode and time. {@code -Drollback.every=1} goes back from every step instead of a
 * sample of them.
 */
final class RollbackIT {
  private static final int EVERY = Integer.getInteger("rollback.every", 0);
  private static final List<String> SAMPLE = List.of("move-slow-aside", "copy-minio");
  private static final String UNDEPLOYED = "old-platform-gone";
  private static final String FIRST_READING = "inventory-dicom-before";
  private static final String REDEPLOYS = "undo-undeploy-old";

  @TempDir private static Path temporary;
  private static Platform platform;

  @BeforeAll
  static void open() throws Exception {
    platform = Platform.open(Home.open(AuditorProcess.unpacked(temporary.resolve("home")).home()));
  }

  @AfterAll
  static void close() {
    platform.close();
  }

  /** Ids of the steps at whose start a migration is turned round. */
  static Stream<String> steps() throws IOException {
    List<String> ids =
        RunbookFile.find(RunbookFile.DEFAULT).runbook().steps().stream()
            .filter(step -> step.when() == null || step.when().equals("fastDataDir != slowDataDir"))
            .map(step -> step.id().value())
            .takeWhile(id -> !id.equals("delete-old-fast"))
            .toList();
    return EVERY == 0
        ? SAMPLE.stream()
        : IntStream.range(0, ids.size()).filter(at -> at % EVERY == 0).mapToObj(ids::get);
  }

  @ParameterizedTest
  @MethodSource("steps")
  void givesBackTheOldDataAsItWas(String last) throws Exception {
    Path root = temporary.resolve(last);
    RehearsalHost host = RehearsalHost.create(root, new RehearsalSettings(2, 1, false, null));
    RunbookFile runbook = RunbookFile.find(RunbookFile.DEFAULT);
    PractisedNight night =
        PractisedNight.plan(platform, "back-" + last, host, runbook, host.parameters());
    MigrationId id = night.id();
    List<Map<String, String>> before = new ArrayList<>(List.of(trees(root)));
    night.run(
        step -> {
          if (step.equals(UNDEPLOYED)) {
            before.add(trees(root));
          }
          if (step.equals(last)) {
            throw new PractisedNight.Stop();
          }
        });
    begin(id, last);

    if (!turned(id)) {
      assertThat(trees(root)).as("nothing was done to it").isEqualTo(before.getLast());
      return;
    }
    Map<String, Map<String, String>> restored = new LinkedHashMap<>();
    crash(id);
    RunEnd end =
        night.run(
            step -> {
              if (step.equals(REDEPLOYS)) {
                restored.put(step, trees(root));
              }
            });

    assertThat(end).as(last).isInstanceOf(RunEnd.Completed.class);
    assertThat(restored.getOrDefault(REDEPLOYS, trees(root))).isEqualTo(before.getLast());
    MigrationState state = platform.state(id);
    boolean read =
        state.steps().stream()
            .anyMatch(
                step ->
                    step.step().stepId().value().equals(FIRST_READING) && step.endedAt() != null);
    assertThat(state.verdict()).isEqualTo(read ? Verdict.PASSED : Verdict.INDETERMINATE);
    assertThat(state.completedAt()).isNotNull();
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

  /** Begins the first step of the way back and is gone. */
  private static void crash(MigrationId id) {
    String first = platform.state(id).course().getFirst().step().stepId().value();
    begin(id, first);
    assertThat(platform.state(id).course().getFirst().attempts()).as(first).isEqualTo(1);
  }

  /** Every entry of the old platform's data directories: kind, owner, mode, time and bytes. */
  private static Map<String, String> trees(Path root) {
    Map<String, String> entries = new TreeMap<>();
    for (String disk : List.of("fast/kaapana", "slow/kaapana")) {
      Path tree = root.resolve(disk);
      try (Stream<Path> files = Files.walk(tree)) {
        for (Path file : files.toList()) {
          Map<String, Object> seen =
              Files.readAttributes(
                  file, "unix:mode,uid,gid,size,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
          boolean regular = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
          entries.put(
              root.relativize(file).toString(),
              "%s %s:%s %s %s"
                  .formatted(
                      seen.get("mode"),
                      seen.get("uid"),
                      seen.get("gid"),
                      seen.get("lastModifiedTime"),
                      regular ? Home.digest(Files.readAllBytes(file)) : ""));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return entries;
  }
}
