package org.migrationauditor.query.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.junit.jupiter.api.Test;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.query.HistorySize;
import org.migrationauditor.query.Story;
import org.migrationauditor.query.history.MigrationHistory;
import org.migrationauditor.query.readmodel.ReadModelClearing;
import org.migrationauditor.query.readmodel.TestDatabase;
import org.migrationauditor.query.replay.RowDifference.Column;
import org.migrationauditor.query.replay.RowDifference.Kind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Replays of a real event store into real tables. */
final class ReplayIT {
  private static final MigrationId OTHER = new MigrationId("site-b");

  private final TestDatabase database = TestDatabase.migrated();
  private final JdbcEventStorageEngine engine = database.events();
  private final MigrationHistory history =
      new MigrationHistory(EmbeddedEventStore.builder().storageEngine(engine).build());
  private final List<DomainEventMessage<MigrationEvent>> story = Story.messages(Story.ID);
  private final JdbcClient jdbc = JdbcClient.create(database.application());

  @Test
  void reportsEachRowThatIsNotWhatTheHistoryGivesAndPutsItRight() {
    engine.appendEvents(story);
    engine.appendEvents(Story.messages(OTHER));
    ReplayResult first = replay(progress -> {});
    assertThat(first.fresh()).isEqualTo(2);
    assertThat(first.different()).isZero();
    assertThat(first.events()).isEqualTo(2L * story.size());
    List<String> rows = rows();

    jdbc.sql(
            "UPDATE read_model.step SET title = 'x' WHERE position = 1 AND migration_id = 'site-a'")
        .update();
    jdbc.sql(
            "DELETE FROM read_model.timeline WHERE sequence_number = 3 AND migration_id = 'site-a'")
        .update();
    jdbc.sql("INSERT INTO read_model.parameter VALUES ('site-b', 'more', 'of it')").update();
    jdbc.sql("INSERT INTO read_model.parameter VALUES ('nowhere', 'more', 'of it')").update();
    jdbc.sql(
            """
            INSERT INTO read_model.migration
            SELECT 'No Name', runbook, runbook_digest, unattended, host, tool, planned_at, 0, last_at
            FROM read_model.migration WHERE migration_id = 'site-b'
            """)
        .update();

    ReplayResult second = replay(progress -> {});
    assertThat(second.different()).isEqualTo(5);
    assertThat(second.rows())
        .extracting(RowDifference::table, RowDifference::kind)
        .containsExactlyInAnyOrder(
            tuple("migration", Kind.EXTRA),
            tuple("parameter", Kind.EXTRA),
            tuple("parameter", Kind.EXTRA),
            tuple("step", Kind.CHANGED),
            tuple("timeline", Kind.MISSING));
    RowDifference step =
        second.rows().stream().filter(row -> row.table().equals("step")).findFirst().orElseThrow();
    assertThat(step.key())
        .containsEntry("migration_id", "site-a")
        .containsEntry("step_id", Story.BEFORE.value());
    assertThat(step.columns()).containsExactly(new Column("title", "x", "Inventory before"));
    assertThat(rows()).isEqualTo(rows);
    assertThat(replay(progress -> {}).different()).isZero();
  }

  @Test
  void holdsRowsThatAreBehindAgainstTheEventTheyAreAt() {
    engine.appendEvents(story.subList(0, 20));
    replay(progress -> {});
    engine.appendEvents(story.subList(20, story.size()));

    ReplayResult replayed = replay(progress -> {});

    assertThat(replayed.different()).isZero();
    assertThat(replayed.fresh()).isZero();
    assertThat(lastSequence()).isEqualTo(story.size() - 1);
  }

  @Test
  void changesNothingOfAHistoryThatCannotBeReplayed() {
    engine.appendEvents(story);
    replay(progress -> {});
    List<String> rows = rows();
    JdbcClient.create(database.owner())
        .sql("DELETE FROM DomainEventEntry WHERE sequenceNumber = 5")
        .update();

    ReplayResult replayed = replay(progress -> {});

    assertThat(replayed.unreadable())
        .singleElement()
        .asString()
        .startsWith("history of migration 'site-a': event 5: event 6 stands in its place");
    assertThat(replayed.different()).isZero();
    assertThat(rows()).isEqualTo(rows);
  }

  @Test
  void leavesTheRowsAsTheyWereWhenItIsKilledOnItsWay() {
    engine.appendEvents(story);
    replay(progress -> {});
    jdbc.sql("UPDATE read_model.step SET title = 'damaged'").update();
    List<String> rows = rows();

    assertThatThrownBy(() -> replay(progress -> killReplay())).isInstanceOf(RuntimeException.class);

    assertThat(rows()).isEqualTo(rows);
    assertThat(replay(progress -> {}).different()).isEqualTo(5);
  }

  @Test
  void whoeverKeepsTheReadModelsWaitsWhileTheyAreFilledForTheFirstTime() {
    engine.appendEvents(story);
    SingleConnectionDataSource other = new SingleConnectionDataSource(connection(), true);
    JdbcClient impatient = JdbcClient.create(other);
    impatient.sql("SET lock_timeout = '50ms'").update();

    replay(
        progress -> {
          assertThatThrownBy(() -> impatient.sql("DELETE FROM read_model.migration").update())
              .hasMessageContaining("lock timeout");
          assertThat(rows()).isEmpty();
        });

    assertThat(rows()).isNotEmpty();
    assertThat(replay(progress -> {}).different()).isZero();
    other.destroy();
  }

  @Test
  void rowsOfAMigrationThatNobodyHasComeToYetAreTold() {
    engine.appendEvents(story);
    jdbc.sql("INSERT INTO read_model.parameter VALUES ('site-a', 'more', 'of it')").update();

    ReplayResult replayed = replay(progress -> {});

    assertThat(replayed.rows())
        .anyMatch(row -> row.table().equals("parameter") && row.kind() == Kind.EXTRA);
    assertThat(replayed.fresh()).isZero();
    assertThat(replay(progress -> {}).different()).isZero();
  }

  @Test
  void aDatabaseThatFailsTellsNothingOfAHistory() {
    engine.appendEvents(story);
    replay(progress -> {});
    JdbcClient.create(database.owner()).sql("DROP TABLE DomainEventEntry").update();

    assertThatThrownBy(() -> replay(progress -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a history could not be read; nothing was changed");
    assertThat(rows()).isNotEmpty();
  }

  @Test
  void leavesThemEmptyWhenItIsKilledWhileTheyAreFilled() {
    engine.appendEvents(story);

    assertThatThrownBy(() -> replay(progress -> killReplay())).isInstanceOf(RuntimeException.class);

    assertThat(rows()).isEmpty();
    assertThat(replay(progress -> {}).fresh()).isEqualTo(1);
  }

  @Test
  void nobodyIsErasedMeanwhileSinceTheirNameWouldBeWrittenAgain() {
    engine.appendEvents(story);
    SingleConnectionDataSource owner = new SingleConnectionDataSource(connection(), true);
    JdbcClient impatient = JdbcClient.create(owner);
    impatient.sql("SET lock_timeout = '50ms'").update();

    assertThatThrownBy(() -> replay(progress -> clear(owner, impatient)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a replay goes on; nothing was erased");

    replay(progress -> {});
    clear(owner, impatient);
    assertThat(rows()).isEmpty();
    owner.destroy();
  }

  @Test
  void readersNeverSeeFewerRows() {
    engine.appendEvents(story);
    engine.appendEvents(Story.messages(OTHER));
    replay(progress -> {});
    int whole = rows().size();
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<List<Integer>> seen =
        CompletableFuture.supplyAsync(
            () -> {
              List<Integer> counts = new ArrayList<>();
              while (!over.get()) {
                counts.add(rows().size());
              }
              return counts;
            });
    for (int i = 0; i < 5; i++) {
      jdbc.sql("UPDATE read_model.timeline SET summary = 'damaged'").update();
      assertThat(replay(progress -> {}).different()).isEqualTo(2L * story.size());
    }
    over.set(true);

    assertThat(seen.join()).hasSizeGreaterThan(1).containsOnly(whole);
  }

  private ReplayResult replay(LongConsumer progress) {
    DataSource application = database.application();
    return new Replay(application, new JdbcTransactionManager(application), history)
        .run(
            List.of(
                new HistorySize(Story.ID, 1, story.size()),
                new HistorySize(OTHER, story.size() + 1L, story.size())),
            progress);
  }

  private static void clear(DataSource owner, JdbcClient jdbc) {
    new TransactionTemplate(new JdbcTransactionManager(owner))
        .executeWithoutResult(status -> new ReadModelClearing(jdbc).clear());
  }

  private Connection connection() {
    try {
      return database.owner().getConnection();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void killReplay() {
    JdbcClient.create(database.owner())
        .sql(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE usename = 'auditor' AND datname = current_database()
            """)
        .query(row -> {});
  }

  private long lastSequence() {
    return jdbc.sql("SELECT last_sequence FROM read_model.migration").query(Long.class).single();
  }

  /** Every row of some tables, in one statement and so of one moment. */
  private List<String> rows() {
    return jdbc.sql(
            """
            SELECT to_jsonb(t)::text FROM read_model.migration t
            UNION ALL SELECT to_jsonb(t)::text FROM read_model.parameter t
            UNION ALL SELECT to_jsonb(t)::text FROM read_model.step t
            UNION ALL SELECT to_jsonb(t)::text FROM read_model.timeline t
            ORDER BY 1
            """)
        .query((row, number) -> row.getString(1))
        .list();
  }
}
