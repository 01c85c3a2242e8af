package org.migrationauditor.query.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.DataSourceConnectionProvider;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.query.Story;
import org.migrationauditor.query.readmodel.Projector.Standing;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** The whole way: events in PostgreSQL, followed in the background, rows in PostgreSQL. */
final class ProjectorIT {
  private final TestDatabase database = TestDatabase.migrated();
  private final JdbcEventStorageEngine engine = engine(database);
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
  void goesOnWhereItStoppedAndReplaysFromTheFirstEvent() {
    engine.appendEvents(story);
    await().until(() -> lastSequence(Story.ID) == story.size() - 1);
    MigrationPage before = readModel.migration(Story.ID).orElseThrow();

    damage();
    projector.stop();
    projector.start();
    engine.appendEvents(Story.messages(new MigrationId("site-b")));
    await().until(() -> lastSequence(new MigrationId("site-b")) == story.size() - 1);
    assertThat(readModel.migration(Story.ID)).isPresent().isNotEqualTo(before);

    projector.replay();
    await().untilAsserted(() -> assertThat(readModel.migration(Story.ID)).contains(before));
    await().until(() -> readModel.migrations().size() == 2);
    await().until(() -> projector.standing() == Standing.CURRENT);
  }

  @Test
  void saysWhenAnEventCannotBeHandledAndGoesOnAfterwards() {
    engine.appendEvents(story.get(0));
    await().until(() -> lastSequence(Story.ID) == 0);
    jdbc().sql("DELETE FROM read_model.migration").update();
    engine.appendEvents(story.get(1));
    await().until(() -> projector.standing() == Standing.FAILING);
    assertThat(readModel.migrations()).isEmpty();

    projector.replay();
    await().until(() -> lastSequence(Story.ID) == 1);
    await().until(() -> projector.standing() == Standing.CURRENT);
  }

  @Test
  void resetsNothingThatAnotherProcessKeeps() {
    engine.appendEvents(story);
    await().until(() -> lastSequence(Story.ID) == story.size() - 1);
    projector.stop();
    jdbc()
        .sql("UPDATE read_model.token_entry SET owner = 'other', timestamp = :now")
        .param("now", Instant.now().plus(Duration.ofHours(1)).toString())
        .update();

    assertThatThrownBy(projector::replay)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "read model: another process keeps it up to date; nothing was reset, end that process"
                + " and try again in 10 s");
    assertThat(lastSequence(Story.ID)).isEqualTo(story.size() - 1);
    assertThat(projector.standing()).isEqualTo(Standing.BEHIND);
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

  private static JdbcEventStorageEngine engine(TestDatabase database) {
    DataSource owner = database.owner();
    Jackson3Serializer serializer = Jackson3Serializer.builder().build();
    JdbcEventStorageEngine engine =
        JdbcEventStorageEngine.builder()
            .eventSerializer(serializer)
            .snapshotSerializer(serializer)
            .connectionProvider(new DataSourceConnectionProvider(owner))
            .transactionManager(new SpringTransactionManager(new JdbcTransactionManager(owner)))
            .build();
    engine.createSchema(PostgresEventTableFactory.INSTANCE);
    return engine;
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
