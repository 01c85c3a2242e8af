package org.migrationauditor.command.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.updates.configuration.UsagePropertyProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.migrationauditor.command.migration.MigrationRejection;
import org.migrationauditor.command.person.PersonalData;
import org.migrationauditor.command.run.Caller;
import org.migrationauditor.command.run.MigrationCommands;
import org.migrationauditor.evidence.StoredEvent;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.Actor;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.MigrationPlanned;
import org.migrationauditor.messages.migration.Outcome;
import org.migrationauditor.messages.migration.PerformStep;
import org.migrationauditor.messages.migration.PlanMigration;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.RecordOutcome;
import org.migrationauditor.messages.migration.Roles;
import org.migrationauditor.messages.migration.RunbookId;
import org.migrationauditor.messages.migration.StepFailed;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.migration.StepStarted;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Commands to rows in PostgreSQL, with every auto-configuration that is on the class path. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CommandSideConfigurationIT {
  private static final Caller OLGA = new Caller("olga", "boot-1");
  private static final StepId COPY = new StepId("copy");

  private final DatabaseAccess access = TestDatabase.empty();
  private ConfigurableApplicationContext context;
  private MigrationCommands commands;

  @BeforeAll
  void start() {
    context = TestApplication.on(access);
    commands = TestApplication.commands(context);
  }

  @AfterAll
  void stop() {
    context.close();
  }

  @Test
  void storesWhoWhereWhenAndWithWhatBesideEveryEvent() {
    MigrationId id = plan("metadata");
    commands.send(perform(id, 1), OLGA);

    List<StoredEvent> events = stored(id);
    assertThat(events).hasSize(2);
    for (StoredEvent event : events) {
      assertThat(event.metadataJson()).contains("\"who\":\"sealed:").doesNotContain("olga");
      JsonNode metadata =
          new JsonMapper()
              .readTree(context.getBean(PersonalData.class).opened(event).metadataJson());
      assertThat(metadata.propertyNames())
          .containsExactlyInAnyOrder(
              "who", "host", "bootId", "utcOffset", "monotonicNanos", "tool");
      assertThat(metadata.values()).allMatch(JsonNode::isString);
      assertThat(metadata.path("who").stringValue()).isEqualTo("olga");
      assertThat(metadata.path("host").stringValue()).isNotBlank();
      assertThat(metadata.path("bootId").stringValue()).isEqualTo("boot-1");
      assertThat(metadata.path("tool").stringValue()).isEqualTo("0.1.0-test");
      assertThat(metadata.path("utcOffset").stringValue()).matches("[+-]\\d\\d:\\d\\d");
      assertThat(metadata.path("monotonicNanos").stringValue()).matches("-?\\d+");
      assertThat(event.timestamp()).endsWith("Z");
      assertThat(event.streamId()).isEqualTo("metadata");
      assertThat(event.revision()).isEqualTo("1");
    }
    assertThat(events.getFirst().type()).isEqualTo(MigrationPlanned.class.getName());
    assertThat(events.getLast().sequence()).isEqualTo(1);
    assertThat(events.getLast().payloadJson()).startsWith("{\"migrationId\":\"metadata\"");
  }

  @Test
  void readsBackWhatItStored() {
    MigrationId id = plan("round-trip");
    commands.send(perform(id, 1), OLGA);
    commands.send(
        new RecordOutcome(
            id,
            COPY,
            1,
            new Outcome(Outcome.Result.FAILED, 7, 3, digest('b'), List.of(), "ünvollständig 😀")),
        OLGA);

    List<Object> payloads = new ArrayList<>();
    context
        .getBean(EventStore.class)
        .readEvents(id.value())
        .forEachRemaining(message -> payloads.add(message.getPayload()));
    assertThat(payloads.subList(1, 3))
        .containsExactly(
            new StepStarted(id, COPY, 1, ActionKind.COPY_TREE, "copies"),
            new StepFailed(id, COPY, 1, 7, 3, digest('b'), List.of(), "ünvollständig 😀"));
  }

  @Test
  void aCommandThatIsRolledBackLeavesNoEvent() {
    MigrationId id = plan("rolled-back");
    CommandBus bus = context.getBean(CommandBus.class);
    try (var failing =
        bus.registerHandlerInterceptor(
            (work, chain) -> {
              Object result = chain.proceed();
              work.onPrepareCommit(
                  unit -> {
                    throw new IllegalStateException("the power went off");
                  });
              return result;
            })) {
      assertThat(failing).isNotNull();
      assertThatThrownBy(() -> commands.send(perform(id, 1), OLGA))
          .hasMessage("the power went off");
    }
    assertThat(stored(id)).hasSize(1);

    commands.send(perform(id, 1), OLGA); // and the aggregate in memory knows nothing of it
    assertThat(stored(id)).hasSize(2);
  }

  @Test
  void aTransactionAroundACommandTakesItsEventsWithIt() {
    MigrationId id = plan("outer");
    new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
        .executeWithoutResult(
            status -> {
              commands.send(perform(id, 1), OLGA);
              status.setRollbackOnly();
            });

    assertThat(stored(id)).hasSize(1);
  }

  @Test
  void ofTwoWritersOfOneEventOneWins() throws Exception {
    MigrationId id = plan("race");
    EventStore store = context.getBean(EventStore.class);
    List<Callable<Boolean>> writers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String summary = "writer " + i;
      writers.add(
          () -> {
            DomainEventMessage<?> message =
                new GenericDomainEventMessage<>(
                    "Migration",
                    id.value(),
                    1,
                    new StepStarted(id, COPY, 1, ActionKind.COPY_TREE, summary));
            try {
              DefaultUnitOfWork.startAndGet(message).execute(() -> store.publish(message));
              return true;
            } catch (RuntimeException e) {
              return false;
            }
          });
    }
    int winners = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (var writer : threads.invokeAll(writers)) {
        winners += writer.get() ? 1 : 0;
      }
    }
    assertThat(winners).isEqualTo(1);
    assertThat(stored(id)).hasSize(2);
  }

  @Test
  void decidesOnWhatAnotherProcessAdded() {
    MigrationId id = plan("two-processes");
    commands.send(perform(id, 1), OLGA);
    try (ConfigurableApplicationContext other = TestApplication.on(access)) {
      TestApplication.commands(other)
          .send(
              new RecordOutcome(
                  id,
                  COPY,
                  1,
                  new Outcome(Outcome.Result.FAILED, 7, 3, null, List.of(), "disk full")),
              OLGA);
    }

    commands.send(perform(id, 2), OLGA); // wrong to the aggregate that this process remembers
    assertThat(stored(id)).hasSize(4);
  }

  @Test
  void manyProcessesMayPlanTheSameAtOnce() throws Exception {
    MigrationId id = new MigrationId("planned-at-once");
    List<Callable<Boolean>> planners = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      planners.add(
          () -> {
            commands.send(planOf(id), OLGA);
            return true;
          });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (var planner : threads.invokeAll(planners)) {
        assertThat(planner.get()).isTrue();
      }
    }
    assertThat(stored(id)).hasSize(1);
  }

  @Test
  void aRejectionArrivesAsItWasThrown() {
    MigrationId id = plan("rejected");

    assertThatThrownBy(() -> commands.send(perform(id, 2), OLGA))
        .isInstanceOfSatisfying(
            MigrationRejection.class,
            rejection -> {
              assertThat(rejection.code()).isEqualTo(MigrationRejection.Code.WRONG_ATTEMPT);
              assertThat(rejection.stepId()).isEqualTo(COPY);
            })
        .hasNoCause();
    assertThat(stored(id)).hasSize(1);
  }

  @Test
  void saysThatAMigrationWasNeverPlanned() {
    assertThatThrownBy(() -> commands.send(perform(new MigrationId("nobody"), 1), OLGA))
        .isInstanceOfSatisfying(
            MigrationRejection.class,
            rejection ->
                assertThat(rejection.code()).isEqualTo(MigrationRejection.Code.UNKNOWN_MIGRATION))
        .hasMessage(
            "migration 'nobody': it was never planned; nothing was done, look at the list of"
                + " migrations");
  }

  @Test
  void aThousandEventsAreReadInPagesAndInOrder() {
    MigrationId id = plan("long");
    int attempts = 0;
    while (attempts < 600) {
      attempts++;
      commands.send(perform(id, attempts), OLGA);
      commands.send(
          new RecordOutcome(
              id,
              COPY,
              attempts,
              new Outcome(Outcome.Result.FAILED, 7, 3, null, List.of(), "disk full")),
          OLGA);
    }

    List<StoredEvent> events = stored(id);
    assertThat(events).hasSize(1 + 2 * attempts);
    for (int i = 0; i < events.size(); i++) {
      assertThat(events.get(i).sequence()).isEqualTo(i);
    }
    StoredEvents reader = context.getBean(StoredEvents.class);
    assertThat(reader.of(id).limit(3)).hasSize(3);
    assertThat(reader.migrations()).contains(id);
    assertThat(reader.of(new MigrationId("nobody"))).isEmpty();
  }

  @Test
  void nothingOfBootsOwnIsMade() {
    assertThat(
            TestDatabase.owner(access)
                .sql(
                    "SELECT table_schema || '.' || table_name FROM information_schema.tables"
                        + " WHERE table_schema NOT IN ('pg_catalog', 'information_schema')")
                .query(String.class)
                .list())
        .containsExactlyInAnyOrder(
            "event_store.domain_event",
            "event_store.flyway_schema_history",
            "event_store.unsealed",
            "event_store.sealed_event",
            "event_store.subtree",
            "event_store.head",
            "event_store.person");
    assertThat(context.getBeansOfType(DataSource.class)).hasSize(1);
    assertThat(context.getBeansOfType(CommandGateway.class)).hasSize(1);
    assertThat(context.getBeansOfType(UsagePropertyProvider.class).values())
        .isNotEmpty()
        .allMatch(UsagePropertyProvider::getDisabled);
    assertThat(System.getProperty("disable-axoniq-console-message")).isEqualTo("true");
    assertThat(context.getBeansOfType(Serializer.class).values())
        .isNotEmpty()
        .allMatch(Jackson3Serializer.class::isInstance);
  }

  private MigrationId plan(String name) {
    MigrationId id = new MigrationId(name);
    commands.send(planOf(id), OLGA);
    return id;
  }

  private static PlanMigration planOf(MigrationId id) {
    PlannedStep copy =
        new PlannedStep(
            COPY,
            "Copy",
            null,
            ActionKind.COPY_TREE,
            Actor.OPERATOR,
            true,
            List.of(),
            List.of(),
            false,
            null);
    return new PlanMigration(
        id,
        new RunbookId("guide"),
        digest('a'),
        List.of(copy),
        Map.of("dir", "/data"),
        List.of(),
        null,
        Roles.NONE,
        false,
        null);
  }

  private static PerformStep perform(MigrationId id, int attempt) {
    return new PerformStep(id, COPY, attempt, "copies");
  }

  private static ContentDigest digest(char hexDigit) {
    return new ContentDigest(String.valueOf(hexDigit).repeat(64));
  }

  private List<StoredEvent> stored(MigrationId id) {
    return context.getBean(StoredEvents.class).of(id).collect(Collectors.toList());
  }
}
