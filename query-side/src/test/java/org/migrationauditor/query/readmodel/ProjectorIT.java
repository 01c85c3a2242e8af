package org.migrationauditor.query.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.query.HistorySize;
import org.migrationauditor.query.Story;
import org.migrationauditor.query.history.MigrationHistory;
import org.migrationauditor.query.readmodel.Projector.Standing;
import org.migrationauditor.query.replay.Replay;
import org.migrationauditor.query.replay.ReplayResult;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The whole way: events in PostgreSQL, followed in the background, rows in PostgreSQL. */
final class ProjectorIT {
  private final TestDatabase database = TestDatabase.migrated();
  private final JdbcEventStorageEngine engine = database.events();
  private final List<DomainEventMessage<MigrationEvent>> story = Story.messages(Story.ID);
  private final AnnotationConfigApplicationContext context = context();
  private final Projector projector = context.getBean(Projector.class);
  private final ReadModel readModel = context.getBean(ReadModel.class);

  @BeforeEach
  void current() {
    await().until(() -> projector.standing() == Standing.CURRENT);
  }

  @AfterEach
  void close() {
    context.close();
  }

  @Test
  void followsTheHistory() {
    assertThat(readModel.migrations()).isEmpty();

    engine.appendEvents(story.subList(0, 3));
    await().until(() -> lastSequence(Story.ID) == 2);
    engine.appendEvents(story.subList(3, story.size()));
    await().until(() -> lastSequence(Story.ID) == story.size() - 1);

    assertThat(readModel.migration(Story.ID).map(MigrationPage::state))
        .isEqualTo(Story.replayed(Story.ID, Long.MAX_VALUE));
  }

  @Test
  void goesOnWhereItStoppedAndLeavesWhatWasDamagedToAReplay() {
    engine.appendEvents(story);
    await().until(() -> lastSequence(Story.ID) == story.size() - 1);
    MigrationPage before = readModel.migration(Story.ID).orElseThrow();

    damage();
    projector.stop();
    projector.start();
    engine.appendEvents(Story.messages(new MigrationId("site-b")));
    await().until(() -> lastSequence(new MigrationId("site-b")) == story.size() - 1);
    assertThat(readModel.migration(Story.ID)).isPresent().isNotEqualTo(before);

    assertThat(replay().different()).isEqualTo(5); // titles of steps
    assertThat(readModel.migration(Story.ID)).contains(before);
    await().until(() -> projector.standing() == Standing.CURRENT);
  }

  @Test
  void saysWhenAnEventCannotBeHandledAndGoesOnAfterwards() {
    engine.appendEvents(story.get(0));
    await().until(() -> lastSequence(Story.ID) == 0);
    database.emptyReadModels();
    engine.appendEvents(story.get(1));
    await().until(() -> projector.standing() == Standing.FAILING);
    assertThat(readModel.migrations()).isEmpty();

    ReplayResult replayed = replay();
    assertThat(replayed.different()).isPositive();
    assertThat(replayed.fresh()).as("it was read, and is gone").isZero();
    await().until(() -> lastSequence(Story.ID) == 1);
    await().until(() -> projector.standing() == Standing.CURRENT);
  }

  private ReplayResult replay() {
    DataSource application = database.application();
    return new Replay(
            application,
            new JdbcTransactionManager(application),
            new MigrationHistory(context.getBean(EventStore.class)))
        .run(List.of(new HistorySize(Story.ID, 1, story.size())), progress -> {});
  }

  @Test
  void clearsWhatNobodyKeepsAndFillsItAgainAtTheNextStart() {
    engine.appendEvents(story);
    await().until(() -> lastSequence(Story.ID) == story.size() - 1);
    MigrationPage before = readModel.migration(Story.ID).orElseThrow();
    DataSource database = this.database.owner();
    JdbcClient owner = JdbcClient.create(database);
    owner.sql("ANALYZE").update();
    ReadModelClearing clearing = new ReadModelClearing(owner);
    TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));

    assertThatThrownBy(clearing::requireUnkept)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "read model: another process keeps it up to date; nothing was erased, end './auditor"
                + " serve' and try again in 10 s");
    projector.stop();
    assertThat(statistics()).isPositive();
    transaction.executeWithoutResult(status -> clearing.clear());

    assertThat(readModel.migrations()).isEmpty();
    assertThat(statistics()).isZero();
    projector.start();
    await().untilAsserted(() -> assertThat(readModel.migration(Story.ID)).contains(before));
  }

  private long statistics() {
    return jdbc()
        .sql("SELECT count(*) FROM pg_stats WHERE schemaname = 'read_model'")
        .query(Long.class)
        .single();
  }

  private void damage() {
    jdbc().sql("UPDATE read_model.step SET title = 'damaged'").update();
  }

  private long lastSequence(MigrationId id) {
    return jdbc()
        .sql("SELECT last_sequence FROM read_model.migration WHERE migration_id = :id")
        .param("id", id.value())
        .query(Long.class)
        .optional()
        .orElse(-1L);
  }

  private JdbcClient jdbc() {
    return JdbcClient.create(database.application());
  }

  private AnnotationConfigApplicationContext context() {
    AnnotationConfigApplicationContext spring = new AnnotationConfigApplicationContext();
    DataSource application = database.application();
    spring.registerBean(ReadModelOwner.class, database::readModelOwner);
    spring.registerBean(DataSource.class, () -> application);
    spring.registerBean(
        PlatformTransactionManager.class, () -> new JdbcTransactionManager(application));
    spring.registerBean(
        EventStore.class, () -> EmbeddedEventStore.builder().storageEngine(engine).build());
    spring.register(ReadModelConfiguration.class);
    spring.refresh();
    return spring;
  }
}
