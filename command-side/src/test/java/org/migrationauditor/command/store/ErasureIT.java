package org.migrationauditor.command.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.migrationauditor.command.person.KeyDestruction;
import org.migrationauditor.command.person.PersonKeys;
import org.migrationauditor.command.person.PersonTrace;
import org.migrationauditor.command.run.Caller;
import org.migrationauditor.command.run.MigrationCommands;
import org.migrationauditor.command.seal.KeyRing;
import org.migrationauditor.command.seal.LogAudit;
import org.migrationauditor.command.seal.LogVerdict;
import org.migrationauditor.command.seal.Sealer;
import org.migrationauditor.evidence.BrokenHistoryException;
import org.migrationauditor.evidence.NoteSigner;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.migration.AcknowledgedLoss;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.Actor;
import org.migrationauditor.messages.migration.AttestStep;
import org.migrationauditor.messages.migration.EventMetadata;
import org.migrationauditor.messages.migration.LossAcknowledged;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.PerformStep;
import org.migrationauditor.messages.migration.PlanMigration;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.Roles;
import org.migrationauditor.messages.migration.RolesNamed;
import org.migrationauditor.messages.migration.RunbookId;
import org.migrationauditor.messages.migration.StepApproved;
import org.migrationauditor.messages.migration.StepAttested;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.person.ErasePerson;
import org.migrationauditor.messages.person.PersonErased;
import org.migrationauditor.messages.person.PersonId;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Names and words in a real database, before and after their person is erased. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ErasureIT {
  private static final StepId STOP = new StepId("stop");
  private static final ContentDigest DIGEST = new ContentDigest("a".repeat(64));

  private final DatabaseAccess access = TestDatabase.empty();
  private final JdbcClient superuser = TestDatabase.owner(access);
  private final NoteSigner signer = signer();
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
  void noNameAndNoWordIsStoredInClearAndEachIsReadAsItWas() {
    MigrationId id = acted("in-clear", "Wilhelmina", "switched the senders off myself");

    assertThat(dump()).doesNotContainIgnoringCase("switched the senders", "wilhelmina-notes.txt");
    assertThat(
            superuser
                .sql("SELECT metadata || payload FROM event_store.domain_event")
                .query(String.class)
                .list())
        .noneMatch(row -> row.toLowerCase(Locale.ROOT).contains("wilhelmina"));
    assertThat(payloads(context, id))
        .contains(
            new LossAcknowledged(id, new AcknowledgedLoss("users", "all of them", "Wilhelmina")),
            new StepAttested(
                id,
                STOP,
                "Wilhelmina",
                "switched the senders off myself",
                "Wilhelmina-notes.txt",
                DIGEST));
    assertThat(who(context, id)).containsOnly("Wilhelmina");
  }

  @Test
  void anErasureLeavesNoNameAnywhereAndTheLogAndAllElseAsItWas() {
    MigrationId id = acted("erased", "Xanthippe", "pulled the cable");
    acted("of-another", "Yolanda", "watched");
    new Sealer(database(), transactions(), () -> KeyRing.of(signer), Optional.empty()).seal();
    List<Object> before = payloads(context, id);
    PersonId person = keys().find(" XANTHIPPE").orElseThrow();
    PersonTrace.Hits hits = trace("xanthippe").total();
    assertThat(hits).isEqualTo(new PersonTrace.Hits(5, 10, 3, 0));

    erase(person, hits.events());
    superuser.sql("ANALYZE").update();

    assertThat(dump()).doesNotContainIgnoringCase("xanthippe", "pulled the cable");
    assertThat(superuser.sql("SELECT pg_stats::text FROM pg_stats").query(String.class).list())
        .noneMatch(row -> row.contains("xanthippe"));
    new Sealer(database(), transactions(), () -> KeyRing.of(signer), Optional.empty()).seal();
    LogVerdict verdict =
        new LogAudit(database(), transactions(), signer.key()).verify(List.of(), leaves -> {});
    assertThat(verdict.flaws()).isEmpty();
    assertThat(verdict.unsealed()).isZero();

    String name = "erased person " + person;
    List<Object> after = payloads(context, id);
    assertThat(after).hasSameSizeAs(before).contains(before.getFirst());
    assertThat(after)
        .contains(
            new LossAcknowledged(id, new AcknowledgedLoss("users", "all of them", name)),
            new RolesNamed(
                id,
                new Roles(
                    List.of(name), List.of("Berta"), Map.of(new OwnerKey("*"), List.of(name))),
                name,
                "(erased)"),
            new StepAttested(id, STOP, name, "(erased)", "(erased)", DIGEST));
    assertThat(who(context, id)).containsOnly(name);
    assertThat(payloads(context, "person:" + person))
        .containsExactly(new PersonErased(person, hits.events(), "Ulrich", "left the clinic"));
    assertThat(who(context, new MigrationId("of-another"))).containsOnly("Yolanda");
    assertThat(context.getBean(StoredEvents.class).migrations())
        .extracting(MigrationId::value)
        .contains("erased")
        .noneMatch(stream -> stream.startsWith("person:"));
    assertThat(trace("xanthippe").total()).isEqualTo(new PersonTrace.Hits(0, 0, 0, 0));
  }

  @Test
  void anotherProcessNoticesItAndWhoeverComesAgainIsSomeoneElse() {
    MigrationId id = acted("noticed", "Zacharias", "on it");
    assertThat(who(rival, id)).containsOnly("Zacharias");
    PersonId person = keys().find("zacharias").orElseThrow();
    TestApplication.commands(rival)
        .send(planOf(new MigrationId("rivals"), "Zacharias"), zacharias());

    erase(person, 5);

    assertThat(who(rival, id)).containsOnly("erased person " + person);
    TestApplication.commands(rival)
        .send(planOf(new MigrationId("again"), "Zacharias"), zacharias());
    assertThat(who(context, new MigrationId("again"))).containsOnly("Zacharias");
    assertThat(keys().find("zacharias")).isPresent().get().isNotEqualTo(person);
    assertThat(who(context, id)).containsOnly("erased person " + person);
  }

  @Test
  void aNameThatWasMovedToAnotherEventIsNotTakenForOneOfThere() {
    MigrationId id = acted("moved", "Olga", "mine");
    acted("source", "Otto", "his");
    try (Connection connection = TestDatabase.ownerConnection(access);
        Statement statement = connection.createStatement()) {
      statement.execute("SET session_replication_role = replica");
      statement.execute(
          """
          UPDATE event_store.domain_event SET metadata = (
              SELECT metadata FROM event_store.domain_event
              WHERE aggregate_identifier = 'source' AND sequence_number = 0)
          WHERE aggregate_identifier = 'moved' AND sequence_number = 0
          """);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }

    assertThatThrownBy(() -> payloads(context, id))
        .isInstanceOf(BrokenHistoryException.class)
        .hasMessage(
            "history of 'moved': event 0: metadata/who is not as it was sealed, or not where;"
                + " nothing is shown, run ./auditor log verify");
  }

  /** The canonical form of an event, and so its leaf in the log, is the same either way. */
  @Test
  void aNameIsOpenedHoweverItsLettersAreSpelled() {
    MigrationId id = acted("spelled", "Olga", "mine");
    try (Connection connection = TestDatabase.ownerConnection(access);
        Statement statement = connection.createStatement()) {
      statement.execute("SET session_replication_role = replica");
      statement.execute(
          """
          UPDATE event_store.domain_event
          SET metadata = replace(metadata, '"sealed:', '"\\u0073ealed:')
          WHERE aggregate_identifier = 'spelled'
          """);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }

    assertThat(who(context, id)).containsOnly("Olga");
  }

  @Test
  void whatAnEarlierVersionStoredIsReadAsItIsAndCounted() {
    superuser
        .sql(
            """
            INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier,
                sequence_number, type, payload_type, payload_revision, payload, metadata, time_stamp)
            VALUES ('old-0', 'old', 0, 'Migration',
                'org.migrationauditor.messages.migration.StepApproved', '1',
                '{"migrationId":"old","stepId":"s","approver":"quentin ","reason":"r"}',
                '{"who":"Quentin"}', '2026-01-01T00:00:00Z')
            """)
        .update();

    assertThat(who(context, new MigrationId("old"))).containsOnly("Quentin");
    assertThat(keys().find("quentin")).isEmpty();
    assertThat(trace("QUENTIN").streams())
        .containsExactly(Map.entry("old", new PersonTrace.Hits(1, 0, 0, 3)));
  }

  /** A row that a release has stored; it is never edited. */
  @Test
  void whatWasSealedOnceIsOpenedForEver() {
    superuser
        .sql(
            """
            INSERT INTO event_store.person (person_id, name, key)
            VALUES ('0123456789abcdef', 'ołga', decode(
                '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f', 'hex'))
            """)
        .update();
    superuser
        .sql(
            """
            INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier,
                sequence_number, type, payload_type, payload_revision, payload, metadata, time_stamp)
            VALUES ('golden-0', 'golden', 0, 'Migration',
                'org.migrationauditor.messages.migration.StepApproved', '1',
                '{"migrationId":"golden","stepId":"s","approver":"sealed:0123456789abcdef:5Nr15ZI8q5x77YexkMKJEkPyaqPdEzuOX37TGFjz1CfnNgzUqq4mO_ruw1O2tHV_JIxLzXbgC1sWg5Zc","reason":"sealed:0123456789abcdef:3_2cSa4gAHKt6aiLuPalRQFZzl9UXaf3sel0UJ06At5a4asl5Y43pBghr3Q7LsQ5YQHr2OLwz0dPWXgd"}',
                '{"who":"sealed:0123456789abcdef:EFwWLsQCnp1Y8s2xM3YKH6X7GZ71NioR1ZJV-sJFO2Tz-hzBQvkEHMmFSmzfI2rIEs1nspXnlDE407NT"}',
                '2026-11-26T00:00:00Z')
            """)
        .update();
    MigrationId id = new MigrationId("golden");

    assertThat(payloads(context, id))
        .containsExactly(new StepApproved(id, new StepId("s"), "Ołga", "read the reports, é 😀"));
    assertThat(who(context, id)).containsExactly("Ołga");
  }

  @Test
  void onePersonHasOneKeyHoweverManyProcessesMeetThemAtOnce() throws Exception {
    List<Callable<Boolean>> planners = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      MigrationId id = new MigrationId("met-" + i);
      MigrationCommands commands = TestApplication.commands(i % 2 == 0 ? context : rival);
      String name = i % 3 == 0 ? "Ottilie" : " OTTILIE ";
      planners.add(
          () -> {
            commands.send(planOf(id, name), new Caller(name, "boot-1"));
            return true;
          });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      for (var planner : threads.invokeAll(planners)) {
        assertThat(planner.get()).isTrue();
      }
    }

    PersonTrace.Hits hits = trace("ottilie").total();
    assertThat(hits.events()).isEqualTo(16 * 3);
    assertThat(hits.inClear()).isZero();
  }

  @Test
  void theApplicationMakesAndReadsKeysAndDestroysNone() {
    acted("keys", "Ludwig", "so");
    JdbcClient application = JdbcClient.create(database());
    for (String change :
        List.of("UPDATE event_store.person SET key = NULL", "DELETE FROM event_store.person")) {
      assertThatThrownBy(() -> application.sql(change).update())
          .rootCause()
          .hasMessageContaining("permission denied");
    }
  }

  /** A migration that one person planned, started and attested. */
  private MigrationId acted(String name, String person, String note) {
    MigrationId id = new MigrationId(name);
    MigrationCommands commands = TestApplication.commands(context);
    Caller caller = new Caller(person, "boot-1");
    commands.send(planOf(id, person), caller);
    commands.send(new PerformStep(id, STOP, 1, "waits"), caller);
    commands.send(new AttestStep(id, STOP, person, note, person + "-notes.txt", DIGEST), caller);
    return id;
  }

  private void erase(PersonId person, long events) {
    TestApplication.commands(context)
        .send(
            new ErasePerson(person, events, "Ulrich", "left the clinic"),
            new Caller("Ulrich", "boot-1"));
    KeyDestruction destruction = new KeyDestruction(superuser);
    destruction.destroy(person);
    destruction.destroy(person);
    destruction.compact();
  }

  private PersonTrace trace(String name) {
    PersonTrace trace = new PersonTrace(name, keys().find(name));
    context.getBean(StoredEvents.class).all().forEach(trace::look);
    return trace;
  }

  /** Every row of every table, as text. */
  private String dump() {
    return superuser
        .sql("SELECT database_to_xml(true, false, '')::text")
        .query(String.class)
        .single();
  }

  private List<Object> payloads(ConfigurableApplicationContext process, MigrationId id) {
    return payloads(process, id.value());
  }

  private static List<Object> payloads(ConfigurableApplicationContext process, String stream) {
    return messages(process, stream).stream().<Object>map(DomainEventMessage::getPayload).toList();
  }

  private static List<Object> who(ConfigurableApplicationContext process, MigrationId id) {
    return messages(process, id.value()).stream()
        .map(message -> message.getMetaData().get(EventMetadata.WHO))
        .toList();
  }

  private static List<DomainEventMessage<?>> messages(
      ConfigurableApplicationContext process, String stream) {
    List<DomainEventMessage<?>> messages = new ArrayList<>();
    process.getBean(EventStore.class).readEvents(stream).forEachRemaining(messages::add);
    return messages;
  }

  private PersonKeys keys() {
    return context.getBean(PersonKeys.class);
  }

  private DataSource database() {
    return context.getBean(DataSource.class);
  }

  private JdbcTransactionManager transactions() {
    return context.getBean(JdbcTransactionManager.class);
  }

  private static Caller zacharias() {
    return new Caller("Zacharias", "boot-1");
  }

  private static PlanMigration planOf(MigrationId id, String person) {
    return new PlanMigration(
        id,
        new RunbookId("guide"),
        DIGEST,
        List.of(
            new PlannedStep(
                STOP,
                "Stop every sender",
                null,
                ActionKind.ATTEST,
                Actor.OPERATOR,
                false,
                List.of(),
                List.of(),
                false,
                null)),
        Map.of(),
        List.of(new AcknowledgedLoss("users", "all of them", person)),
        null,
        new Roles(List.of(person), List.of("Berta"), Map.of(new OwnerKey("*"), List.of(person))),
        false,
        null);
  }

  private static NoteSigner signer() {
    try {
      return new NoteSigner(
          "host.example/erasure", KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
