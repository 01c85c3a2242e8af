package org.migrationauditor.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.migrationauditor.command.migration.MigrationRejection;
import org.migrationauditor.command.run.Caller;
import org.migrationauditor.command.run.MigrationCommands;
import org.migrationauditor.evidence.StoredEvent;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.Actor;
import org.migrationauditor.messages.migration.MigrationCompleted;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.MigrationPlanned;
import org.migrationauditor.messages.migration.Outcome;
import org.migrationauditor.messages.migration.PerformStep;
import org.migrationauditor.messages.migration.PlanMigration;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.RecordOutcome;
import org.migrationauditor.messages.migration.Roles;
import org.migrationauditor.messages.migration.RunbookId;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.migration.StepStarted;
import org.migrationauditor.messages.migration.StepSucceeded;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Many migrations at once on one database, of which every fifth is run by two processes at the same
 * time. {@code -Dload.steps=200} makes them as long as docs/performance.md tells of.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LoadIT {
  private static final int MIGRATIONS = 50;
  private static final int STEPS = Integer.getInteger("load.steps", 10);
  private static final int THREADS = 8;
  private static final Caller OLGA = new Caller("olga", "boot-1");
  private static final ContentDigest RUNBOOK = new ContentDigest("a".repeat(64));

  private final DatabaseAccess access = TestDatabase.empty();
  private final LongAdder stored = new LongAdder();
  private ConfigurableApplicationContext context;
  private ConfigurableApplicationContext rival;

  @BeforeAll
  void start() {
    context = TestApplication.on(access);
    rival = TestApplication.on(access);
  }

  @AfterAll
  void stop() {
    rival.close();
    context.close();
  }

  @Test
  void losesAndDoublesNoEvent() throws Exception {
    List<Callable<Boolean>> runs = new ArrayList<>();
    for (int i = 0; i < MIGRATIONS; i++) {
      MigrationId id = new MigrationId("load-" + i);
      runs.add(() -> run(TestApplication.commands(context), id));
      if (i % 5 == 0) {
        runs.add(() -> run(TestApplication.commands(rival), id));
      }
    }
    long begin = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (Future<Boolean> run : threads.invokeAll(runs)) {
        assertThat(run.get()).isTrue();
      }
    }
    long nanos = System.nanoTime() - begin;

    for (int i = 0; i < MIGRATIONS; i++) {
      assertEachEventOnce(new MigrationId("load-" + i));
    }
    System.out.printf(
        "load: %d migrations of %d steps, %d threads: %d commands stored in %.1f s, %.0f a second%n",
        MIGRATIONS, STEPS, THREADS, stored.sum(), nanos / 1e9, stored.sum() * 1e9 / nanos);
  }

  @Test
  void aLongHistoryIsReadOnceByEachProcess() {
    MigrationId id = new MigrationId("long");
    MigrationCommands writer = TestApplication.commands(context);
    writer.send(planOf(id), OLGA);
    StepId step = step(0);
    int attempts = 500;
    for (int attempt = 1; attempt <= attempts; attempt++) {
      writer.send(new PerformStep(id, step, attempt, "copies"), OLGA);
      writer.send(new RecordOutcome(id, step, attempt, ended(Outcome.Result.FAILED)), OLGA);
    }

    MigrationCommands reader = TestApplication.commands(rival);
    long first = nanos(() -> reader.send(new PerformStep(id, step, 501, "copies"), OLGA));
    Outcome failed = ended(Outcome.Result.FAILED);
    long second = nanos(() -> reader.send(new RecordOutcome(id, step, 501, failed), OLGA));

    assertThat(events(id)).hasSize(1 + 2 * (attempts + 1));
    System.out.printf(
        "load: a command on 1,001 events: %d us in a process that reads them, %d us in one that knows them%n",
        TimeUnit.NANOSECONDS.toMicros(first), TimeUnit.NANOSECONDS.toMicros(second));
  }

  private boolean run(MigrationCommands commands, MigrationId id) {
    commands.send(planOf(id), OLGA);
    for (int i = 0; i < STEPS; i++) {
      send(commands, new PerformStep(id, step(i), 1, "copies"));
      send(commands, new RecordOutcome(id, step(i), 1, ended(Outcome.Result.SUCCEEDED)));
    }
    return true;
  }

  /** Whoever comes second with a command is refused it. */
  private void send(MigrationCommands commands, Object command) {
    try {
      commands.send(command, OLGA);
      stored.increment();
    } catch (MigrationRejection late) {
      assertThat(late.code())
          .isIn(
              MigrationRejection.Code.OUT_OF_ORDER,
              MigrationRejection.Code.UNDER_WAY,
              MigrationRejection.Code.WRONG_ATTEMPT,
              MigrationRejection.Code.NOT_STARTED,
              MigrationRejection.Code.ALREADY_SUCCEEDED,
              MigrationRejection.Code.COMPLETED);
    }
  }

  private void assertEachEventOnce(MigrationId id) {
    List<StoredEvent> events = events(id);
    assertThat(events).hasSize(1 + 2 * STEPS + 1);
    assertThat(events.stream().map(StoredEvent::sequence))
        .containsExactlyElementsOf(
            IntStream.range(0, events.size()).mapToObj(Long::valueOf).toList());
    assertThat(events.getFirst().type()).isEqualTo(MigrationPlanned.class.getName());
    for (int i = 0; i < STEPS; i++) {
      StoredEvent started = events.get(1 + 2 * i);
      StoredEvent ended = events.get(2 + 2 * i);
      assertThat(started.type()).isEqualTo(StepStarted.class.getName());
      assertThat(ended.type()).isEqualTo(StepSucceeded.class.getName());
      assertThat(started.payloadJson()).contains("\"" + step(i) + "\"");
      assertThat(ended.payloadJson()).contains("\"" + step(i) + "\"");
    }
    assertThat(events.getLast().type()).isEqualTo(MigrationCompleted.class.getName());
  }

  private List<StoredEvent> events(MigrationId id) {
    return context.getBean(StoredEvents.class).of(id).toList();
  }

  private static long nanos(Runnable command) {
    long begin = System.nanoTime();
    command.run();
    return System.nanoTime() - begin;
  }

  private static PlanMigration planOf(MigrationId id) {
    List<PlannedStep> steps =
        IntStream.range(0, STEPS)
            .mapToObj(
                i ->
                    new PlannedStep(
                        step(i),
                        "Copy",
                        null,
                        ActionKind.COPY_TREE,
                        Actor.OPERATOR,
                        true,
                        List.of(),
                        List.of(),
                        false,
                        null))
            .toList();
    return new PlanMigration(
        id,
        new RunbookId("guide"),
        RUNBOOK,
        steps,
        Map.of("dir", "/data"),
        List.of(),
        null,
        Roles.NONE,
        false,
        null);
  }

  private static StepId step(int number) {
    return new StepId("copy-" + number);
  }

  private static Outcome ended(Outcome.Result result) {
    return result == Outcome.Result.SUCCEEDED
        ? new Outcome(result, 7, 0, null, List.of(), "")
        : new Outcome(result, 7, 3, null, List.of(), "disk full");
  }
}
