package org.migrationauditor.query.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.migration.InventoriesCompared;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.migrationauditor.messages.migration.RollbackBegun;
import org.migrationauditor.messages.migration.RunbookChanged;
import org.migrationauditor.messages.migration.StepApproved;
import org.migrationauditor.messages.query.ComparisonChange;
import org.migrationauditor.messages.query.Decision;
import org.migrationauditor.messages.query.Difference;
import org.migrationauditor.messages.query.KnownComparison;
import org.migrationauditor.messages.query.ProgramVersion;
import org.migrationauditor.messages.query.StepChange;
import org.migrationauditor.messages.query.StepStatus;
import org.migrationauditor.messages.query.TimelineEntry;
import org.migrationauditor.query.Story;

/** What became otherwise between two moments, and what was known at those that somebody decided. */
final class TwoMomentsTest {
  private final InMemoryEventStorageEngine engine = new InMemoryEventStorageEngine();
  private final MigrationHistory history =
      new MigrationHistory(EmbeddedEventStore.builder().storageEngine(engine).build());

  @Test
  void tellsWhatBecameOfStepsComparisonsAndVerdict() {
    List<MigrationEvent> events = tell(Story.events());
    long failed = place(events, InventoriesCompared.class, 0) - 2;

    Difference difference = difference(failed, events.size() - 1L);

    assertThat(difference.verdictBefore()).isEqualTo(Verdict.INDETERMINATE);
    assertThat(difference.verdictAfter()).isEqualTo(Verdict.PASSED);
    assertThat(difference.steps())
        .contains(
            new StepChange(Story.COMPARE, StepStatus.PENDING, StepStatus.SUCCEEDED, 3, "olga", ""),
            new StepChange(Story.BEFORE, StepStatus.SUCCEEDED, StepStatus.SUCCEEDED, 1, "olga", ""))
        .noneMatch(change -> change.stepId().equals(Story.STOP));
    assertThat(difference.comparisons())
        .containsExactly(
            new ComparisonChange(Story.COMPARE, null, Story.comparison(Verdict.PASSED)));
    assertThat(difference.reports()).containsExactly(Story.report("whole.pdf", Verdict.PASSED));
    assertThat(difference.events())
        .extracting(TimelineEntry::type)
        .containsExactly(
            "InventoriesCompared",
            "FindingWaived",
            "InventoriesCompared",
            "RepeatAllowed",
            "InventoryTaken",
            "InventoriesCompared",
            "StepApproved",
            "MigrationCompleted");
    assertThat(difference.programs())
        .containsExactly(new ProgramVersion("0.1.0", failed + 1, events.size() - 1L));
  }

  @Test
  void tellsStepsThatAnotherRunbookBroughtAndTookAway() {
    List<MigrationEvent> events = tell(Story.changed());
    long change = place(events, RunbookChanged.class, 0);

    assertThat(difference(change - 1, change).steps())
        .containsExactly(new StepChange(Story.TOLD, null, StepStatus.PENDING, 0, "", ""));
  }

  @Test
  void findsNothingBetweenAMomentAndItself() {
    tell(Story.events());

    Difference difference = difference(20, 20);

    assertThat(difference.steps()).isEmpty();
    assertThat(difference.comparisons()).isEmpty();
    assertThat(difference.events()).isEmpty();
  }

  @Test
  void takesTimesForMomentsToo() {
    tell(Story.events());

    assertThat(
            history.difference(
                Story.ID,
                new Moment.AtTime(Story.at(10).plusSeconds(1)),
                new Moment.AtTime(Story.at(12))))
        .contains(difference(10, 12));
  }

  @Test
  void hasNoDifferenceFromBeforeThePlanNorBackwards() {
    tell(Story.events());

    assertThat(between(-1, 5)).isEmpty();
    assertThat(between(5, 4)).isEmpty();
  }

  @Test
  void tellsWhatWasKnownWhenAStepWasApproved() {
    List<MigrationEvent> events = tell(Story.events());
    long made = place(events, InventoriesCompared.class, 2);

    Decision approval = decision(StepApproved.class);

    assertThat(approval.event().who()).isEqualTo("olga");
    assertThat(approval.event().stepId()).isEqualTo(Story.DELETE);
    assertThat(approval.tool()).isEqualTo("0.1.0");
    assertThat(approval.comparisons())
        .containsExactly(
            new KnownComparison(
                Story.COMPARE, made, Story.at(made), Story.comparison(Verdict.PASSED), 0, true));
    assertThat(approval.reports()).containsExactly(Story.report("whole.pdf", Verdict.PASSED));
    assertThat(approval.losses()).hasSize(1);
    assertThat(approval.undone()).isEmpty();
    assertThat(approval.acted()).isEqualTo(Map.of("olga", approval.event().sequence()));
    assertThat(approval.later()).isEmpty();
  }

  @Test
  void tellsWhatAWaiverLookedLikeAndWhatCameToLightAfterwards() {
    tell(Story.events());

    Decision waiver =
        history.decisions(Story.ID).stream()
            .filter(decision -> decision.event().type().equals("FindingWaived"))
            .findFirst()
            .orElseThrow();

    KnownComparison known = waiver.comparisons().getFirst();
    assertThat(known.ground()).isTrue();
    assertThat(known.open()).isEqualTo(3);
    assertThat(known.comparison().findings()).containsEntry(FindingCode.MISSING, 1L);
    assertThat(waiver.undone()).containsExactly(Story.COMPARE);
    assertThat(waiver.later())
        .extracting(TimelineEntry::type)
        .containsExactly("InventoriesCompared", "InventoriesCompared");
  }

  @Test
  void tellsThatAnApprovalWasTakenBackByAnotherRunbook() {
    tell(Story.changed());

    assertThat(decision(StepApproved.class).later())
        .extracting(TimelineEntry::type)
        .containsExactly("RunbookChanged");
  }

  @Test
  void aLossIsContradictedByNothingButAWayBack() {
    tell(Story.rolledBack());

    assertThat(history.decisions(Story.ID).getFirst().later())
        .extracting(TimelineEntry::type)
        .containsExactly(RollbackBegun.class.getSimpleName());
  }

  private List<MigrationEvent> tell(List<MigrationEvent> events) {
    engine.appendEvents(Story.messages(events));
    return events;
  }

  private Difference difference(long from, long to) {
    return between(from, to).orElseThrow();
  }

  private Optional<Difference> between(long from, long to) {
    return history.difference(Story.ID, new Moment.AfterEvent(from), new Moment.AfterEvent(to));
  }

  private Decision decision(Class<? extends MigrationEvent> kind) {
    return history.decisions(Story.ID).stream()
        .filter(decision -> decision.event().type().equals(kind.getSimpleName()))
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  private static long place(
      List<MigrationEvent> events, Class<? extends MigrationEvent> kind, int nth) {
    return IntStream.range(0, events.size())
        .filter(i -> kind.isInstance(events.get(i)))
        .skip(nth)
        .findFirst()
        .orElseThrow();
  }
}
