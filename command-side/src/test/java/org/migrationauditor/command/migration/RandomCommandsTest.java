package org.migrationauditor.command.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.ApproveStep;
import org.migrationauditor.messages.migration.AttestStep;
import org.migrationauditor.messages.migration.EventMetadata;
import org.migrationauditor.messages.migration.InventoriesCompared;
import org.migrationauditor.messages.migration.MigrationPlanned;
import org.migrationauditor.messages.migration.Outcome;
import org.migrationauditor.messages.migration.Outcome.Result;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.RecordComparison;
import org.migrationauditor.messages.migration.RecordInventory;
import org.migrationauditor.messages.migration.RecordReports;
import org.migrationauditor.messages.migration.RepeatAllowed;
import org.migrationauditor.messages.migration.RepeatStep;
import org.migrationauditor.messages.migration.StepApproved;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.migration.StepStarted;
import org.migrationauditor.messages.migration.StepSucceeded;

/** Whatever is asked in whatever order, nothing is deleted without comparison, report, approval. */
final class RandomCommandsTest {
  private static final int MIGRATIONS = 30;
  private static final int COMMANDS = 250;
  private static final List<Result> RESULTS = List.of(Result.values());
  private static final List<Verdict> VERDICTS = List.of(Verdict.values());
  private static final List<String> PEOPLE = List.of("Olga", "Otto", "Anton");

  private EmbeddedEventStore store = emptyStore();
  private SimpleCommandBus bus = SimpleCommandBus.builder().build();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void neverLetADeletionStartWithoutItsGates(long seed) {
    Random random = new Random(seed);
    int deletions = 0;
    for (int migration = 0; migration < MIGRATIONS; migration++) {
      begin();
      send(Tale.plan(Tale.STEPS), "Olga");
      for (int i = 0; i < COMMANDS; i++) {
        send(command(random, history()), PEOPLE.get(random.nextInt(PEOPLE.size() - 1)));
      }
      deletions += deletions(history());
    }
    assertThat(deletions).as("a test that never gets there proves nothing").isGreaterThan(5);
  }

  private void begin() {
    store = emptyStore();
    bus = SimpleCommandBus.builder().build();
    bus.registerHandlerInterceptor(
        new CorrelationDataInterceptor<>(new SimpleCorrelationDataProvider(EventMetadata.WHO)));
    AggregateAnnotationCommandHandler.<Migration>builder()
        .aggregateType(Migration.class)
        .repository(EventSourcingRepository.builder(Migration.class).eventStore(store).build())
        .build()
        .subscribe(bus);
  }

  private static EmbeddedEventStore emptyStore() {
    return EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine()).build();
  }

  private void send(Object command, String who) {
    bus.dispatch(
        GenericCommandMessage.asCommandMessage(command)
            .withMetaData(Map.of(EventMetadata.WHO, who)),
        (message, result) -> {
          if (result.isExceptional()) {
            assertThat(result.exceptionResult()).isInstanceOf(MigrationRejection.class);
          }
        });
  }

  /** Mostly what would lead on, often what would not. */
  private static Object command(Random random, List<DomainEventMessage<?>> history) {
    Map<StepId, Integer> attempts = attempts(history);
    StepId step = random.nextInt(4) > 0 ? lastStarted(history) : any(random, Tale.STEPS).stepId();
    if (random.nextInt(3) == 0) {
      int next = Math.min(place(step) + 1, Tale.STEPS.size() - 1);
      step = Tale.STEPS.get(next).stepId();
    }
    int last = attempts.getOrDefault(step, 0);
    String person = any(random, PEOPLE);
    Outcome outcome = Tale.outcome(random.nextInt(6) > 0 ? Result.SUCCEEDED : any(random, RESULTS));
    Verdict verdict = random.nextBoolean() ? Verdict.PASSED : any(random, VERDICTS);
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> Tale.perform(step, last + 1);
      case 3, 4, 5 ->
          switch (step.value()) {
            case "before", "after" ->
                new RecordInventory(Tale.ID, step, last, Tale.inventory(), null, outcome);
            case "compare" ->
                new RecordComparison(Tale.ID, step, last, Tale.comparison(verdict), null, outcome);
            case "report" ->
                new RecordReports(Tale.ID, step, last, List.of(Tale.report()), outcome);
            default -> Tale.record(step, last, outcome);
          };
      case 6, 7 -> new ApproveStep(Tale.ID, Tale.DELETE, person, "seen");
      case 8 -> new AttestStep(Tale.ID, Tale.LOOK, person, "all there", null, null);
      default ->
          random.nextInt(3) == 0
              ? new RepeatStep(Tale.ID, step, person, "again")
              : Tale.perform(step, last);
    };
  }

  private static StepId lastStarted(List<DomainEventMessage<?>> history) {
    StepId last = Tale.STOP;
    for (DomainEventMessage<?> message : history) {
      if (message.getPayload() instanceof StepStarted started) {
        last = started.stepId();
      }
    }
    return last;
  }

  private static int place(StepId step) {
    return Tale.STEPS.stream().map(PlannedStep::stepId).toList().indexOf(step);
  }

  private static <T> T any(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private List<DomainEventMessage<?>> history() {
    List<DomainEventMessage<?>> history = new ArrayList<>();
    store.readEvents(Tale.ID.value()).forEachRemaining(history::add);
    return history;
  }

  private static Map<StepId, Integer> attempts(List<DomainEventMessage<?>> history) {
    Map<StepId, Integer> attempts = new HashMap<>();
    for (DomainEventMessage<?> message : history) {
      if (message.getPayload() instanceof StepStarted started) {
        attempts.put(started.stepId(), started.attempt());
      }
    }
    return attempts;
  }

  /** Reads the history backwards from each deletion, in other words than the aggregate does. */
  private static int deletions(List<DomainEventMessage<?>> history) {
    int deletions = 0;
    for (int i = 0; i < history.size(); i++) {
      if (history.get(i).getPayload() instanceof StepStarted started
          && started.stepId().equals(Tale.DELETE)) {
        deletions++;
        check(history.subList(0, i + 1));
      }
    }
    return deletions;
  }

  private static void check(List<DomainEventMessage<?>> untilDeletion) {
    int compared = -1;
    int repeated = -1;
    int reported = -1;
    Set<String> operators = new HashSet<>();
    for (int i = 0; i < untilDeletion.size(); i++) {
      Object payload = untilDeletion.get(i).getPayload();
      String who = String.valueOf(untilDeletion.get(i).getMetaData().get(EventMetadata.WHO));
      if (payload instanceof MigrationPlanned || payload instanceof StepStarted) {
        operators.add(who);
      }
      if (payload instanceof InventoriesCompared comparison) {
        compared = comparison.comparison().verdict() == Verdict.PASSED ? i : -1;
      }
      if (payload instanceof RepeatAllowed) {
        repeated = i;
      }
      if (payload instanceof StepSucceeded succeeded && succeeded.stepId().equals(Tale.REPORT)) {
        reported = i;
      }
    }
    assertThat(compared).isNotNegative();
    assertThat(reported).isGreaterThan(compared);
    boolean approved = false;
    for (int i = Math.max(reported, repeated) + 1; i < untilDeletion.size(); i++) {
      approved |=
          untilDeletion.get(i).getPayload() instanceof StepApproved approval
              && !operators.contains(approval.approver());
    }
    assertThat(approved).isTrue();
  }
}
