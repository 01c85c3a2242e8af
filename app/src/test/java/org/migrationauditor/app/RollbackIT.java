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
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.migrationauditor.app.demo.RehearsalPeople;
import org.migrationauditor.app.platform.Home;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.app.platform.RunbookFile;
import org.migrationauditor.command.action.Console;
import org.migrationauditor.command.migration.MigrationRejection;
import org.migrationauditor.command.run.RunEnd;
import org.migrationauditor.command.run.RunWatcher;
import org.migrationauditor.command.runbook.Plan;
import org.migrationauditor.command.runbook.Step;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.Outcome;
import org.migrationauditor.messages.migration.Roles;
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

  /** Thrown where a run is to stop, as a crash between two steps would. */
  private static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final class Silent implements Console {
    @Override
    public void output(String line) {}

    @Override
    public Task task(String title) {
      return new Task() {
        @Override
        public void total(long entries, long bytes) {}

        @Override
        public void advance(long entries, long bytes) {}

        @Override
        public void close() {}
      };
    }
  }

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
    Plan plan = RunbookFile.find(RunbookFile.DEFAULT).runbook().plan(host.parameters());
    MigrationId id = new MigrationId("back-" + last);
    platform.plan(
        id,
        plan,
        Set.of(Losses.all().split(",")),
        Roles.NONE,
        RunbookFile.find(RunbookFile.DEFAULT).bytes(),
        true,
        "rehearsal-operator");
    List<Map<String, String>> before = new ArrayList<>(List.of(trees(root)));
    run(
        id,
        plan.parameters(),
        step -> {
          if (step.equals(UNDEPLOYED)) {
            before.add(trees(root));
          }
          if (step.equals(last)) {
            throw new Stop();
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
        run(
            id,
            plan.parameters(),
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

  private interface Watch {
    void starting(String step);
  }

  private static RunEnd run(MigrationId id, Map<String, String> parameters, Watch watch)
      throws Exception {
    RunWatcher watcher =
        new RunWatcher() {
          @Override
          public void starting(Step step, int number, int of, int attempt, boolean resumed) {
            watch.starting(step.planned().stepId().value());
          }

          @Override
          public void ended(Step step, Outcome outcome) {}
        };
    try (RehearsalPeople people = RehearsalPeople.of(platform, id, parameters, "olga")) {
      RunEnd end;
      do {
        end = platform.run(id, "olga", new Silent(), watcher);
      } while (people.act(end));
      return end;
    } catch (Stop stop) {
      return new RunEnd.Completed();
    }
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
