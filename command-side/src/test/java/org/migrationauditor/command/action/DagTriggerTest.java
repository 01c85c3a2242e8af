package org.migrationauditor.command.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.command.action.airflow.KaapanaRelease;
import org.migrationauditor.messages.migration.Outcome;
import org.migrationauditor.messages.migration.StepId;

/** However an order is lost, there is one run for it. */
final class DagTriggerTest {
  private static final String DAG = "service-re-index-dicom-data";
  private static final String CHILDREN = "service-extract-metadata";

  @TempDir Path temp;
  private Stage stage;
  private PlatformServer platform;

  @BeforeEach
  void open() throws IOException {
    stage = new Stage(temp.toRealPath());
    platform = new PlatformServer(KaapanaRelease.V0_2_2);
  }

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void beginsOneRunAndTellsWhichOne() throws Exception {
    Outcome outcome = stage.first(trigger());

    assertThat(outcome.result()).isEqualTo(Outcome.Result.SUCCEEDED);
    assertThat(outcome.observations().getFirst().seen())
        .isEqualTo("run '%s-230802101112000000' is running".formatted(DAG));
    assertThat(platform.orders()).isEqualTo(1);
  }

  @Test
  void anInterruptedOrderThatWasTakenIsNotGivenAgain() throws Exception {
    platform.silent = true;
    Thread attempt =
        Thread.ofVirtual()
            .start(
                () ->
                    assertThatThrownBy(() -> stage.first(trigger()))
                        .isInstanceOf(InterruptedException.class));
    platform.begun.acquire();
    attempt.interrupt();
    attempt.join();
    platform.silent = false;

    Outcome outcome = stage.resumed(2, trigger());

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Outcome.Result.SUCCEEDED);
    assertThat(platform.orders()).isEqualTo(1);
    assertThat(mark().runId()).isEqualTo(platform.runs.getFirst().id());
  }

  @Test
  void anOrderThatNeverArrivedIsGivenAgain() throws Exception {
    asked(1);

    Outcome outcome = stage.resumed(2, trigger());

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Outcome.Result.SUCCEEDED);
    assertThat(platform.runs).hasSize(1);
  }

  @Test
  void anOrderWhoseOutcomeWasNotRecordedIsNotGivenAgain() throws Exception {
    stage.first(trigger());

    Outcome outcome = stage.resumed(2, trigger());

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Outcome.Result.SUCCEEDED);
    assertThat(platform.orders()).isEqualTo(1);
  }

  @Test
  void noRunIsBegunBesideOneThatStillGoesOn() throws Exception {
    stage.first(trigger());

    stage.performer().perform(trigger(), List.of(), stage.context(2, false));

    assertThat(platform.orders()).isEqualTo(1);
    assertThat(stage.lines).last().asString().contains("still goes on");
  }

  @Test
  void aStepThatIsDoneAgainOnPurposeBeginsAnotherRun() throws Exception {
    stage.first(trigger());
    platform.ends(DAG, "failed");

    stage.performer().perform(trigger(), List.of(), stage.context(2, false));

    assertThat(platform.orders()).isEqualTo(2);
    assertThat(mark().runId()).isEqualTo(platform.runs.getLast().id());
  }

  @Test
  void anAttemptOfUnknownDescentIsInDoubt() throws Exception {
    stage.first(trigger());

    Outcome outcome = stage.resumed(4, trigger());

    assertThat(outcome.result()).isEqualTo(Outcome.Result.UNCERTAIN);
    assertThat(outcome.reason()).contains(platform.runs.getFirst().id());
    assertThat(platform.orders()).isEqualTo(1);
  }

  @Test
  void moreThanOneNewRunIsShownToThePerson() throws Exception {
    asked(1);
    platform.runs.add(new PlatformServer.Run(DAG, DAG + "-230802101112000001", "running"));
    platform.runs.add(new PlatformServer.Run(DAG, DAG + "-230802101112000002", "queued"));

    Outcome outcome = stage.resumed(2, trigger());

    assertThat(outcome.result()).isEqualTo(Outcome.Result.UNCERTAIN);
    assertThat(outcome.reason())
        .contains("2 new runs are there")
        .contains(DAG + "-230802101112000001, " + DAG + "-230802101112000002")
        .contains("--again g7");
    assertThat(platform.orders()).isZero();
  }

  @Test
  void anAnswerThatBreaksOffIsMadeUpForByALook() throws Exception {
    platform.breaksOff = true;

    Outcome outcome = stage.first(trigger());

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Outcome.Result.SUCCEEDED);
    assertThat(platform.orders()).isEqualTo(1);
  }

  @Test
  void anOrderOfWhichNothingIsSeenIsInDoubtAndNotRepeated() throws Exception {
    platform.perOrder = 0;
    platform.breaksOff = true;

    Outcome outcome = stage.first(trigger());

    assertThat(outcome.result()).isEqualTo(Outcome.Result.UNCERTAIN);
    assertThat(outcome.reason()).contains("no new run is there");
    assertThat(platform.orders()).isEqualTo(1);
  }

  @Test
  void aRefusedOrderFails() throws Exception {
    platform.before =
        exchange -> {
          boolean order = exchange.getRequestURI().getPath().contains("trigger");
          if (order) {
            answer(exchange, 409);
          }
          return order;
        };

    Outcome outcome = stage.first(trigger());

    assertThat(outcome.result()).isEqualTo(Outcome.Result.FAILED);
    assertThat(outcome.reason()).contains("answers 409").contains("no run was begun");
  }

  @Test
  void runsOfOthersAreNotTakenForOurs() throws Exception {
    asked(1);
    platform.runs.add(
        new PlatformServer.Run(DAG, "manual__2023-08-02T10:11:12.000001+00:00", "running"));

    Outcome outcome = stage.resumed(2, trigger());

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Outcome.Result.SUCCEEDED);
    assertThat(platform.orders()).isEqualTo(1);
  }

  @Test
  void theRunIsGivenTheSeriesOfTheInventoryThatAreOfTheModalities() throws Exception {
    SeriesFiles files = new SeriesFiles(stage);
    files.series("1.2.1", "CT");
    files.series("1.2.2", "SEG");
    files.series("1.2.3", "RTSTRUCT");
    files.inventory();

    Outcome outcome = stage.first(trigger(KaapanaRelease.V0_2_2, SeriesFiles.THUMBNAILS));

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Outcome.Result.SUCCEEDED);
    assertThat(platform.asked)
        .anyMatch(
            line ->
                line.endsWith(
                    "{\"conf\":{\"data_form\":{\"identifiers\":[\"1.2.2\",\"1.2.3\"]},\"workflow_form\":{}}}"));
  }

  @Test
  void withoutSuchASeriesNoRunIsBegun() throws Exception {
    SeriesFiles files = new SeriesFiles(stage);
    files.series("1.2.1", "CT");
    files.inventory();

    Outcome outcome = stage.first(trigger(KaapanaRelease.V0_2_2, SeriesFiles.THUMBNAILS));

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Outcome.Result.SUCCEEDED);
    assertThat(platform.orders()).isZero();
  }

  @Test
  void anOldPlatformDoesNotNameTheRunAndItIsFound() throws Exception {
    try (PlatformServer old = new PlatformServer(KaapanaRelease.V0_1_3)) {
      platform.close();
      platform = old;
      Outcome outcome = stage.first(trigger(KaapanaRelease.V0_1_3, null));

      assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Outcome.Result.SUCCEEDED);
      assertThat(mark().runId()).isEqualTo(platform.runs.getFirst().id());
      assertThat(platform.asked)
          .anyMatch(line -> line.startsWith("GET /flow/kaapana/api/getdagruns?dag_id=" + CHILDREN));
    }
  }

  private Action trigger() {
    return trigger(KaapanaRelease.V0_2_2, null);
  }

  private Action trigger(KaapanaRelease release, Action.TriggerDag.@Nullable SeriesOf series) {
    return new Action.TriggerDag(platform.airflow(), release, DAG, CHILDREN, series);
  }

  /** As an attempt leaves it that was killed before its order was sent. */
  private void asked(int attempt) throws IOException {
    new RunMark(RunMark.Stage.ASKED, attempt, DAG, "", CHILDREN, 0, List.of(), List.of())
        .write(RunMark.file(stage.workspace, new StepId("g7")));
  }

  private RunMark mark() throws IOException {
    return RunMark.read(RunMark.file(stage.workspace, new StepId("g7"))).orElseThrow();
  }

  private static void answer(HttpExchange exchange, int status) {
    try {
      PlatformServer.send(exchange, status, "{\"error\":\"no\"}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
