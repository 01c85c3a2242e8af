package org.migrationauditor.command.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.command.action.airflow.KaapanaRelease;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.migration.Outcome;
import org.migrationauditor.messages.migration.StepId;

/** Success is awaited, and each way in which a platform only looks done is told. */
final class DagWaitTest {
  private static final String RE_INDEX = "service-re-index-dicom-data";
  private static final String EXTRACT = "service-extract-metadata";
  private static final String THUMBNAIL = "service-segmentation-thumbnail";
  private static final StepId STEP = new StepId("g7");

  @TempDir Path temp;
  private Stage stage;
  private PlatformServer platform;
  private Path bucket;

  @BeforeEach
  void aReIndexThatIsDone() throws Exception {
    stage = new Stage(temp.toRealPath());
    platform = new PlatformServer(KaapanaRelease.V0_2_2);
    bucket = stage.folder("minio/thumbnails");
    SeriesFiles files = new SeriesFiles(stage);
    for (int i = 1; i <= 3; i++) {
      String series = "1.2." + i;
      files.series(series, i == 1 ? "CT" : "SEG");
      platform.children.add(run(EXTRACT, i, "success"));
      platform.index.add(series);
    }
    files.inventory();
    begun(RE_INDEX, EXTRACT, 0, List.of());
    platform.ends(RE_INDEX, "success");
  }

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void passesWhenAllIsThere() throws Exception {
    Outcome outcome = stage.first(indexed());

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Outcome.Result.SUCCEEDED);
    assertThat(outcome.observations()).hasSize(4);
    assertThat(seen(outcome, "as many runs")).isEqualTo("3 of 3");
    assertThat(seen(outcome, "the metadata index"))
        .startsWith("3 series in the files, 3 in the index; 0 missing in it, 0 only in it; ");
  }

  @Test
  void aFailedRunFailsTheStepAndIsNamed() throws Exception {
    PlatformServer.Run failed = run(EXTRACT, 4, "failed");
    platform.children.add(failed);

    Outcome outcome = stage.first(indexed());

    assertThat(outcome.result()).isEqualTo(Outcome.Result.FAILED);
    assertThat(outcome.reason()).contains("1 failed: " + failed.id());
  }

  @Test
  void aRunThatIsMissingFailsTheStep() throws Exception {
    platform.children.removeLast();

    Outcome outcome = stage.first(indexed());

    assertThat(outcome.result()).isEqualTo(Outcome.Result.FAILED);
    assertThat(outcome.reason()).contains("as many runs of " + EXTRACT).contains("2 of 3");
  }

  @Test
  void anIncompleteIndexFailsTheStepAndTheSeriesIsNamed() throws Exception {
    platform.index.remove("1.2.2");

    Outcome outcome = stage.first(indexed());

    assertThat(outcome.result()).isEqualTo(Outcome.Result.FAILED);
    assertThat(outcome.reason()).contains("1 missing in it, 0 only in it: 1.2.2;");
  }

  @Test
  void aSeriesThatOnlyTheIndexHasFailsTheStep() throws Exception {
    platform.index.add("1.2.9");

    assertThat(stage.first(indexed()).reason()).contains("0 missing in it, 1 only in it: 1.2.9;");
  }

  @Test
  void aReIndexThatFailedFailsTheStep() throws Exception {
    platform.ends(RE_INDEX, "failed");

    Outcome outcome = stage.first(indexed());

    assertThat(outcome.result()).isEqualTo(Outcome.Result.FAILED);
    assertThat(outcome.reason()).contains(platform.runs.getFirst().id() + "' is failed");
  }

  @Test
  void runsOfBeforeTheOrderCountForNothing() throws Exception {
    PlatformServer.Run before = run(EXTRACT, 5, "failed");
    platform.children.add(before);
    platform.children.add(run(EXTRACT, 6, "success"));
    begun(RE_INDEX, EXTRACT, 1, List.of(before.id()));
    platform.ends(RE_INDEX, "success");

    Outcome outcome = stage.first(indexed());

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Outcome.Result.SUCCEEDED);
    assertThat(seen(outcome, "as many runs")).isEqualTo("3 of 3");
  }

  @Test
  void whatIsQueuedOrRunningIsAwaited() throws Exception {
    PlatformServer.Run last = platform.children.removeLast();
    platform.children.add(new PlatformServer.Run(last.dag(), last.id(), "queued"));
    platform.before =
        exchange -> {
          boolean running = exchange.getRequestURI().getPath().endsWith("/running/count");
          if (running && platform.asked.size() > 5) {
            platform.children.removeIf(run -> run.id().equals(last.id()));
            platform.children.add(last);
          }
          return false;
        };

    Outcome outcome = stage.first(indexed());

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Outcome.Result.SUCCEEDED);
  }

  @Test
  void aServerThatIsAwayForAMomentIsWaitedFor() throws Exception {
    stage.patience = Duration.ofSeconds(30);
    platform.before =
        exchange -> {
          if (platform.asked.size() == 1) {
            exchange.close();
            return true;
          }
          return false;
        };

    Outcome outcome = stage.first(indexed());

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Outcome.Result.SUCCEEDED);
  }

  @Test
  void aThumbnailThatIsMissingFailsTheStepAndTheSeriesIsNamed() throws Exception {
    begun(THUMBNAIL, "", 0, List.of());
    platform.ends(THUMBNAIL, "success");
    thumbnail("1.2.2", "png");

    Outcome outcome = stage.first(depicted());

    assertThat(outcome.result()).isEqualTo(Outcome.Result.FAILED);
    assertThat(outcome.reason()).contains("1 of 2; missing: 1.2.3");
  }

  @Test
  void anEmptyThumbnailIsNone() throws Exception {
    begun(THUMBNAIL, "", 0, List.of());
    platform.ends(THUMBNAIL, "success");
    thumbnail("1.2.2", "png");
    thumbnail("1.2.3", "");

    assertThat(stage.first(depicted()).reason()).contains("1 of 2; missing: 1.2.3");
  }

  @Test
  void passesWhenEveryThumbnailIsThere() throws Exception {
    begun(THUMBNAIL, "", 0, List.of());
    platform.ends(THUMBNAIL, "success");
    thumbnail("1.2.2", "png");
    thumbnail("1.2.3", "png");

    Outcome outcome = stage.first(depicted());

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Outcome.Result.SUCCEEDED);
    assertThat(outcome.observations())
        .extracting(Observation::verdict)
        .containsExactly(Verdict.PASSED, Verdict.PASSED);
  }

  @Test
  void anEmptyArchiveProvesNothing() throws Exception {
    stage.shell("rm -r dicom_data/fs1");
    new SeriesFiles(stage).inventory();
    platform.index.clear();

    assertThat(stage.first(indexed()).result()).isEqualTo(Outcome.Result.FAILED);
  }

  @Test
  void withoutARunThereIsNothingToAwait() throws Exception {
    Files.delete(RunMark.file(stage.workspace, STEP));

    Outcome outcome = stage.first(indexed());

    assertThat(outcome.result()).isEqualTo(Outcome.Result.FAILED);
    assertThat(outcome.reason()).contains("no run is known").contains("--again g7");
  }

  private Action indexed() {
    return new Action.AwaitDagRuns(
        platform.airflow(),
        KaapanaRelease.V0_2_2,
        STEP,
        new Action.AwaitDagRuns.Indexed(SeriesFiles.INVENTORY, platform.metaIndex()));
  }

  private Action depicted() {
    return new Action.AwaitDagRuns(
        platform.airflow(),
        KaapanaRelease.V0_2_2,
        STEP,
        new Action.AwaitDagRuns.Depicted(SeriesFiles.INVENTORY, SeriesFiles.MODALITIES, bucket));
  }

  private void begun(String dag, String children, long succeeded, List<String> failed)
      throws IOException {
    PlatformServer.Run run = run(dag, 0, "running");
    platform.runs.clear();
    platform.runs.add(run);
    new RunMark(RunMark.Stage.ASKED, 1, dag, "", children, succeeded, failed, List.of())
        .begun(1, run.id())
        .write(RunMark.file(stage.workspace, STEP));
  }

  private static PlatformServer.Run run(String dag, int number, String state) {
    return new PlatformServer.Run(dag, "%s-230802101112%06d".formatted(dag, number), state);
  }

  private void thumbnail(String series, String content) throws IOException {
    Path object =
        bucket.resolve("batch/%s/generate-segmentation-thumbnail/%s.png".formatted(series, series));
    Files.createDirectories(object.getParent());
    Files.writeString(object, content);
  }

  private static String seen(Outcome outcome, String what) {
    return outcome.observations().stream()
        .filter(observation -> observation.what().startsWith(what))
        .map(Observation::seen)
        .findFirst()
        .orElseThrow();
  }
}
