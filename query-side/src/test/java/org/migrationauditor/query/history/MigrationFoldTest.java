package org.migrationauditor.query.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.migration.DeviationRecorded;
import org.migrationauditor.messages.migration.FindingWaived;
import org.migrationauditor.messages.migration.InventoriesCompared;
import org.migrationauditor.messages.migration.InventoryTaken;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.MigrationCompleted;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.RepeatAllowed;
import org.migrationauditor.messages.migration.ReportIssued;
import org.migrationauditor.messages.migration.RunbookChanged;
import org.migrationauditor.messages.migration.StepApproved;
import org.migrationauditor.messages.migration.StepAttested;
import org.migrationauditor.messages.migration.StepFailed;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.migration.StepUncertain;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.RunbookChange;
import org.migrationauditor.messages.query.StepState;
import org.migrationauditor.messages.query.StepStatus;
import org.migrationauditor.query.Story;

final class MigrationFoldTest {
  private final MigrationFold fold = new MigrationFold(Story.ID);
  private long sequence;

  @Test
  void isEmptyBeforeThePlan() {
    assertThat(fold.state()).isEmpty();
  }

  @Test
  void knowsFromThePlanWhereAndWithWhat() {
    apply(Story.planned());

    MigrationState state = state();
    assertThat(state.host()).isEqualTo("pacs-1");
    assertThat(state.tool()).isEqualTo("0.1.0");
    assertThat(state.plannedAt()).isEqualTo(Story.at(0));
    assertThat(state.parameters()).containsEntry("fastDataDir", "/data/fast");
    assertThat(state.steps())
        .extracting(step -> step.step().stepId())
        .containsExactly(Story.STOP, Story.BEFORE, Story.COMPARE, Story.REPORT, Story.DELETE);
    assertThat(state.steps()).extracting(StepState::status).containsOnly(StepStatus.PENDING);
    assertThat(state.verdict()).isEqualTo(Verdict.INDETERMINATE);
    assertThat(state.completedAt()).isNull();
  }

  @Test
  void showsWhatARunningStepDoesAndNoEndOfIt() {
    apply(Story.planned(), Story.started(Story.STOP, 1));

    StepState stop = step(Story.STOP);
    assertThat(stop.status()).isEqualTo(StepStatus.STARTED);
    assertThat(stop.attempts()).isEqualTo(1);
    assertThat(stop.who()).isEqualTo("olga");
    assertThat(stop.summary()).isEqualTo("does stop");
    assertThat(stop.startedAt()).isEqualTo(Story.at(1));
    assertThat(stop.endedAt()).isNull();
    assertThat(stop.durationMillis()).isZero();
  }

  @Test
  void countsInterruptionsAndForgetsThePreviousAttempt() {
    Observation seen = new Observation("pods left", Verdict.FAILED, "3");
    apply(
        Story.planned(),
        Story.started(Story.STOP, 1),
        new StepUncertain(Story.ID, Story.STOP, 1, "the host was booted"),
        Story.started(Story.STOP, 2),
        new StepFailed(
            Story.ID,
            Story.STOP,
            2,
            1_500,
            3,
            Story.digest('d'),
            List.of(seen),
            "3 pods are left"));
    StepState failed = step(Story.STOP);
    assertThat(failed.status()).isEqualTo(StepStatus.FAILED);
    assertThat(failed.attempts()).isEqualTo(2);
    assertThat(failed.interruptions()).isEqualTo(1);
    assertThat(failed.exitCode()).isEqualTo(3);
    assertThat(failed.output()).isEqualTo(Story.digest('d'));
    assertThat(failed.observations()).containsExactly(seen);
    assertThat(failed.reason()).isEqualTo("3 pods are left");
    assertThat(failed.endedAt()).isEqualTo(Story.at(4));

    apply(Story.started(Story.STOP, 3));
    StepState again = step(Story.STOP);
    assertThat(again.status()).isEqualTo(StepStatus.STARTED);
    assertThat(again.attempts()).isEqualTo(3);
    assertThat(again.interruptions()).isEqualTo(1);
    assertThat(again.exitCode()).isNull();
    assertThat(again.output()).isNull();
    assertThat(again.observations()).isEmpty();
    assertThat(again.reason()).isEmpty();
    assertThat(again.endedAt()).isNull();

    apply(Story.succeeded(Story.STOP, 3));
    assertThat(step(Story.STOP).status()).isEqualTo(StepStatus.SUCCEEDED);
    assertThat(step(Story.STOP).durationMillis()).isEqualTo(61_000);
  }

  @Test
  void saysOfAnUncertainStepThatNobodySawItEnd() {
    apply(
        Story.planned(),
        Story.started(Story.STOP, 1),
        new StepUncertain(Story.ID, Story.STOP, 1, "killed"));

    assertThat(step(Story.STOP).status()).isEqualTo(StepStatus.UNCERTAIN);
    assertThat(step(Story.STOP).reason()).isEqualTo("killed");
    assertThat(step(Story.STOP).startedAt()).isEqualTo(Story.at(1));
    assertThat(step(Story.STOP).endedAt()).isNull();
  }

  @Test
  void tellsWhatPeopleSaidInSentences() {
    apply(
        Story.planned(),
        new StepAttested(
            Story.ID, Story.STOP, "olga", "cable pulled", "photo.png", Story.digest('e')),
        new StepAttested(Story.ID, Story.STOP, "olga", "all quiet", null, null),
        new StepApproved(Story.ID, Story.STOP, "anton", "reports read"),
        new RepeatAllowed(Story.ID, Story.STOP, "olga", "node was full"));

    assertThat(step(Story.STOP).people())
        .containsExactly(
            "olga attested with file photo.png (SHA-256 %s) at 2026-03-01T22:01:00Z: cable pulled"
                .formatted(Story.digest('e')),
            "olga attested at 2026-03-01T22:02:00Z: all quiet",
            "anton approved at 2026-03-01T22:03:00Z: reports read",
            "olga allowed another attempt at 2026-03-01T22:04:00Z: node was full");
    assertThat(step(Story.DELETE).people()).isEmpty();
  }

  static Stream<MigrationEvent> groundsOfAnApproval() {
    return Stream.of(
        Story.started(Story.COMPARE, 2),
        Story.started(Story.REPORT, 2),
        waived(),
        new RepeatAllowed(Story.ID, Story.STOP, "olga", "node was full"),
        Story.changed().get(5));
  }

  @ParameterizedTest
  @MethodSource("groundsOfAnApproval")
  void anApprovalCountsNoMoreOnceWhatItRestsOnIsNew(MigrationEvent ground) {
    apply(
        Story.planned(),
        Story.started(Story.STOP, 1),
        new StepApproved(Story.ID, Story.DELETE, "anton", "reports read"),
        Story.started(Story.BEFORE, 2));
    assertThat(step(Story.DELETE).approvedBy()).containsExactly("anton");

    apply(ground);

    assertThat(step(Story.DELETE).approvedBy()).isEmpty();
  }

  @Test
  void anAttestationCountsForItsAttemptAlone() {
    apply(
        Story.planned(),
        Story.started(Story.STOP, 1),
        new StepAttested(Story.ID, Story.STOP, "olga", "cable pulled", null, null));
    assertThat(step(Story.STOP).attestedBy()).isEqualTo("olga");

    apply(new RepeatAllowed(Story.ID, Story.STOP, "olga", "node was full"));
    assertThat(step(Story.STOP).attestedBy()).isNull();
  }

  @Test
  void aLaterAttemptReplacesAComparison() {
    ComparisonSummary failed = Story.comparison(Verdict.FAILED);
    ComparisonSummary passed = Story.comparison(Verdict.PASSED);
    apply(Story.planned(), new InventoriesCompared(Story.ID, Story.COMPARE, failed));
    assertThat(state().verdict()).isEqualTo(Verdict.FAILED);

    apply(new InventoriesCompared(Story.ID, Story.COMPARE, passed));
    assertThat(state().comparisons()).isEqualTo(Map.of(Story.COMPARE, passed));
    assertThat(state().verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void theWorstComparisonIsTheVerdict() {
    apply(
        Story.comparing(Story.COMPARE, Story.DELETE),
        new InventoriesCompared(Story.ID, Story.COMPARE, Story.comparison(Verdict.PASSED)),
        new InventoriesCompared(Story.ID, Story.DELETE, Story.comparison(Verdict.INDETERMINATE)));

    assertThat(state().verdict()).isEqualTo(Verdict.INDETERMINATE);
  }

  @Test
  void aPlannedComparisonThatWasNotMadeIsNoPass() {
    apply(
        Story.planned(),
        new InventoriesCompared(Story.ID, Story.STOP, Story.comparison(Verdict.PASSED)));

    assertThat(state().verdict()).isEqualTo(Verdict.INDETERMINATE);
  }

  @Test
  void keepsTheLastInventoryOfEachNameAndTheLastReportOfEachFile() {
    InventorySummary first = Story.inventory("dicom-before", 10);
    InventorySummary other = Story.inventory("dicom-after", 12);
    InventorySummary second = Story.inventory("dicom-before", 11);
    IssuedReport report = Story.report("whole.pdf", Verdict.FAILED);
    IssuedReport corrected = Story.report("whole.pdf", Verdict.PASSED);
    IssuedReport trial = Story.report("trial.pdf", Verdict.PASSED);
    apply(
        Story.planned(),
        new InventoryTaken(Story.ID, Story.BEFORE, first),
        new InventoryTaken(Story.ID, Story.BEFORE, other),
        new InventoryTaken(Story.ID, Story.BEFORE, second),
        new ReportIssued(Story.ID, Story.REPORT, report),
        new ReportIssued(Story.ID, Story.REPORT, trial),
        new ReportIssued(Story.ID, Story.REPORT, corrected));

    assertThat(state().inventories()).containsExactly(other, second);
    assertThat(state().reports()).containsExactly(corrected, trial);
  }

  @Test
  void aRepeatedStepIsDueAgainWithAllThatWasReadAfterIt() {
    apply(
        Story.planned(),
        Story.started(Story.STOP, 1),
        Story.succeeded(Story.STOP, 1),
        Story.started(Story.BEFORE, 1),
        new InventoryTaken(Story.ID, Story.BEFORE, Story.inventory("dicom-before", 10)),
        Story.succeeded(Story.BEFORE, 1),
        Story.started(Story.COMPARE, 1),
        new InventoriesCompared(Story.ID, Story.COMPARE, Story.comparison(Verdict.PASSED)),
        Story.succeeded(Story.COMPARE, 1),
        Story.started(Story.REPORT, 1),
        Story.succeeded(Story.REPORT, 1));
    assertThat(state().verdict()).isEqualTo(Verdict.PASSED);

    apply(new RepeatAllowed(Story.ID, Story.STOP, "olga", "it was started again meanwhile"));
    assertThat(state().steps()).extracting(StepState::status).containsOnly(StepStatus.PENDING);
    assertThat(state().steps()).extracting(StepState::attempts).containsExactly(1, 1, 1, 1, 0);
    assertThat(state().comparisons()).isEmpty();
    assertThat(state().verdict()).isEqualTo(Verdict.INDETERMINATE);
    assertThat(state().inventories()).hasSize(1);

    apply(Story.started(Story.STOP, 2));
    assertThat(step(Story.STOP).status()).isEqualTo(StepStatus.STARTED);
    assertThat(step(Story.STOP).attempts()).isEqualTo(2);
  }

  @Test
  void whatCameBeforeARepeatedStepOrReadsNothingStaysDone() {
    apply(
        Story.planned(),
        Story.started(Story.STOP, 1),
        Story.succeeded(Story.STOP, 1),
        Story.started(Story.COMPARE, 1),
        new InventoriesCompared(Story.ID, Story.COMPARE, Story.comparison(Verdict.PASSED)),
        Story.succeeded(Story.COMPARE, 1),
        Story.started(Story.REPORT, 1),
        Story.started(Story.DELETE, 1),
        Story.succeeded(Story.DELETE, 1),
        new RepeatAllowed(Story.ID, Story.COMPARE, "olga", "the wrong folder"));

    assertThat(step(Story.STOP).status()).isEqualTo(StepStatus.SUCCEEDED);
    assertThat(step(Story.COMPARE).status()).isEqualTo(StepStatus.PENDING);
    assertThat(step(Story.REPORT).status()).isEqualTo(StepStatus.STARTED);
    assertThat(step(Story.DELETE).status()).isEqualTo(StepStatus.SUCCEEDED);
    assertThat(state().verdict()).isEqualTo(Verdict.INDETERMINATE);
  }

  @Test
  void endsWithTheLastStep() {
    apply(
        Story.planned(),
        new DeviationRecorded(Story.ID, Story.STOP, "1", "the guide forgets the database"),
        new MigrationCompleted(Story.ID, Verdict.PASSED));

    assertThat(state().completedAt()).isEqualTo(Story.at(2));
    assertThat(state().sequence()).isEqualTo(2);
    assertThat(state().asOf()).isEqualTo(Story.at(2));
  }

  @Test
  void refusesAStepThatWasNeverPlanned() {
    apply(Story.planned());

    assertThatThrownBy(() -> apply(Story.started(new StepId("other"), 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "history of migration 'site-a': event 1: step 'other' was never planned; nothing is shown,"
                + " compare the stored events with a report's head");
  }

  @Test
  void goesOnByTheRunbookItWasChangedToAndKeepsWhatWasBegun() {
    List<MigrationEvent> events = Story.changed();
    apply(events.subList(0, 5).toArray(MigrationEvent[]::new));
    StepState stopped = step(Story.STOP);
    assertThat(step(Story.DELETE).people()).hasSize(1);

    apply(events.get(5));

    MigrationState state = state();
    assertThat(state.runbook().value()).isEqualTo("kaapana-0.1.3-to-0.2.2.site-a");
    assertThat(state.runbookDigest()).isEqualTo(Story.digest('7'));
    assertThat(state.changes())
        .containsExactly(
            new RunbookChange(
                Story.planned().runbook(),
                Story.digest('a'),
                "anna",
                "the night shift asked",
                Story.at(5)));
    assertThat(state.steps())
        .extracting(step -> step.step().stepId())
        .containsExactly(
            Story.STOP, Story.TOLD, Story.BEFORE, Story.COMPARE, Story.REPORT, Story.DELETE);
    assertThat(step(Story.STOP)).isEqualTo(stopped);
    assertThat(step(Story.BEFORE).step().title()).isEqualTo("Read");
    assertThat(step(Story.DELETE).people()).as("what was approved is void").isEmpty();
  }

  @Test
  void refusesARunbookWithoutAStepThatWasBegun() {
    apply(Story.planned(), Story.started(Story.STOP, 1));
    List<PlannedStep> others = Story.planned().steps().subList(1, 5);

    assertThatThrownBy(
            () ->
                apply(
                    new RunbookChanged(
                        Story.ID, Story.planned().runbook(), Story.digest('7'), others, "a", "b")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("without step 'stop', which was begun");
  }

  @Test
  void refusesASecondPlan() {
    apply(Story.planned());

    assertThatThrownBy(() -> apply(Story.planned()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("event 1: the migration is planned a second time");
  }

  @Test
  void admitsMetadataThatIsNotThere() {
    fold.apply(new Recorded(0, Instant.EPOCH, Story.planned(), Map.of()));

    assertThat(state().host()).isEqualTo("unknown");
    assertThat(state().migrationId()).isEqualTo(new MigrationId("site-a"));
  }

  private static MigrationEvent waived() {
    return Story.events().stream()
        .filter(FindingWaived.class::isInstance)
        .findFirst()
        .orElseThrow();
  }

  private void apply(MigrationEvent... events) {
    for (MigrationEvent event : events) {
      fold.apply(new Recorded(sequence, Story.at(sequence), event, Story.METADATA));
      sequence++;
    }
  }

  private MigrationState state() {
    return fold.state().orElseThrow();
  }

  private StepState step(StepId id) {
    return state().steps().stream()
        .filter(step -> step.step().stepId().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
