package org.migrationauditor.query.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.FindingWaived;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.RepeatAllowed;
import org.migrationauditor.messages.migration.RollbackBegun;
import org.migrationauditor.messages.migration.RunbookChanged;
import org.migrationauditor.messages.query.HistorySize;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.ReportStanding;
import org.migrationauditor.messages.query.TimelineEntry;
import org.migrationauditor.query.Story;
import org.migrationauditor.query.history.MigrationHistory;
import org.migrationauditor.query.replay.Replay;
import org.migrationauditor.query.replay.ReplayResult;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;

final class MigrationProjectionIT {
  private static final TestDatabase DATABASE = TestDatabase.migrated();
  private static final List<String> TABLES =
      List.of(
          "migration",
          "parameter",
          "step",
          "observation",
          "statement",
          "inventory",
          "comparison",
          "finding_count",
          "report",
          "timeline");

  private final DataSource application = DATABASE.application();
  private final JdbcClient jdbc = JdbcClient.create(application);
  private final AnnotationEventHandlerAdapter projection =
      new AnnotationEventHandlerAdapter(new MigrationProjection(jdbc));
  private final ReadModel readModel =
      new ReadModel(jdbc, TransactionOperations.withoutTransaction());

  @BeforeEach
  void empty() {
    DATABASE.emptyReadModels();
  }

  @Test
  void agreesWithTheReplayedHistoryAfterEveryEvent() throws Exception {
    for (DomainEventMessage<MigrationEvent> message : Story.messages(Story.ID)) {
      handle(message);

      Optional<MigrationState> replayed = Story.replayed(Story.ID, message.getSequenceNumber());
      assertThat(readModel.migration(Story.ID).map(MigrationPage::state)).isEqualTo(replayed);
      MigrationLine line = readModel.migrations().getFirst();
      MigrationState state = replayed.orElseThrow();
      assertThat(line.verdict()).isEqualTo(state.verdict());
      assertThat(line.comparisonsMade()).isEqualTo(state.comparisons().size());
      assertThat(line.lastSequence()).isEqualTo(message.getSequenceNumber());
      assertThat(line.lastAt()).isEqualTo(message.getTimestamp());
      assertThat(line.lastType()).isEqualTo(message.getPayloadType().getSimpleName());
      assertThat(line.completedAt()).isEqualTo(state.completedAt());
    }
    MigrationLine line = readModel.migrations().getFirst();
    assertThat(line.stepsDone()).isEqualTo(5);
    assertThat(line.stepsTotal()).isEqualTo(5);
    assertThat(line.comparisonsPlanned()).isEqualTo(1);
  }

  @Test
  void agreesWithTheReplayedHistoryOfARollback() throws Exception {
    List<DomainEventMessage<MigrationEvent>> messages = Story.messages(Story.rolledBack());
    for (DomainEventMessage<MigrationEvent> message : messages) {
      handle(message);

      Optional<MigrationState> replayed =
          Story.replayed(Story.ID, messages, message.getSequenceNumber());
      assertThat(readModel.migration(Story.ID).map(MigrationPage::state)).isEqualTo(replayed);
      assertThat(readModel.migrations().getFirst().verdict())
          .isEqualTo(replayed.orElseThrow().verdict());
    }
    assertThat(readModel.migrations().getFirst().turned()).isTrue();
    assertThat(readModel.migrations().getFirst().stepsTotal()).isEqualTo(2);
    assertThat(readModel.migrations().getFirst().verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void agreesWithTheReplayedHistoryOfAWithdrawnReport() throws Exception {
    List<DomainEventMessage<MigrationEvent>> messages = Story.messages(Story.reissued());
    for (DomainEventMessage<MigrationEvent> message : messages) {
      handle(message);
      handle(message);

      assertThat(readModel.migration(Story.ID).map(MigrationPage::state))
          .isEqualTo(Story.replayed(Story.ID, messages, message.getSequenceNumber()));
    }
    MigrationState state = readModel.migration(Story.ID).orElseThrow().state();
    assertThat(state.reports())
        .extracting(state::standing)
        .containsExactly(ReportStanding.WITHDRAWN, ReportStanding.VALID);
    assertThat(readModel.migration(Story.ID).orElseThrow().timeline())
        .extracting(TimelineEntry::summary)
        .contains(
            "anton withdrew whole: the key was lost",
            "next.pdf: PASSED, issued again by olga: by another key");
  }

  @Test
  void agreesWithTheReplayedHistoryOfAChangedRunbook() throws Exception {
    List<DomainEventMessage<MigrationEvent>> messages = Story.messages(Story.changed());
    for (DomainEventMessage<MigrationEvent> message : messages) {
      handle(message);
      handle(message);

      assertThat(readModel.migration(Story.ID).map(MigrationPage::state))
          .isEqualTo(Story.replayed(Story.ID, messages, message.getSequenceNumber()));
    }
    assertThat(readModel.migrations().getFirst().runbook().value()).endsWith(".site-a");
    assertThat(readModel.migrations().getFirst().stepsTotal()).isEqualTo(6);
    assertThat(readModel.migration(Story.ID).orElseThrow().timeline())
        .extracting(TimelineEntry::summary)
        .contains("anna had it go on by kaapana-0.1.3-to-0.2.2.site-a: the night shift asked");
  }

  @Test
  void everyEventTwiceGivesTheSameRows() throws Exception {
    for (DomainEventMessage<MigrationEvent> message : Story.messages(Story.ID)) {
      handle(message);
    }
    Map<String, List<Map<String, Object>>> once = rows();
    assertThat(once.values()).noneMatch(List::isEmpty);
    empty();
    for (DomainEventMessage<MigrationEvent> message : Story.messages(Story.ID)) {
      handle(message);
      handle(message);
    }
    assertThat(rows()).isEqualTo(once);

    for (DomainEventMessage<MigrationEvent> message : Story.messages(Story.ID)) {
      handle(message); // all of it again, from the first
    }
    assertThat(rows()).isEqualTo(once);
  }

  @Test
  void keepsMigrationsApart() throws Exception {
    MigrationId other = new MigrationId("site-b");
    List<DomainEventMessage<MigrationEvent>> mine = Story.messages(Story.ID);
    List<DomainEventMessage<MigrationEvent>> theirs = Story.messages(other);
    for (int i = 0; i < mine.size(); i++) {
      handle(mine.get(i));
      handle(theirs.get(i));
    }

    assertThat(readModel.migrations())
        .extracting(MigrationLine::migrationId)
        .containsExactly(Story.ID, other);
    assertThat(readModel.migration(other).orElseThrow().state())
        .isEqualTo(Story.replayed(other, Long.MAX_VALUE).orElseThrow());
    assertThat(readModel.migration(new MigrationId("site-c"))).isEmpty();
  }

  @Test
  void findsReportsByTheirExactName() throws Exception {
    for (DomainEventMessage<MigrationEvent> message : Story.messages(Story.ID)) {
      handle(message);
    }

    assertThat(readModel.report(Story.ID, "whole.pdf"))
        .contains(Story.report("whole.pdf", Verdict.PASSED));
    assertThat(readModel.report(Story.ID, "WHOLE.pdf")).isEmpty();
    assertThat(readModel.report(new MigrationId("site-b"), "whole.pdf")).isEmpty();
  }

  @Test
  void stopsWhenAnEventIsMissing() throws Exception {
    List<DomainEventMessage<MigrationEvent>> messages = Story.messages(Story.ID);
    handle(messages.get(0));

    assertThatThrownBy(() -> handle(messages.get(2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "read model: migration 'site-a': event 2 came after event 0; run ./auditor replay");
  }

  @Test
  void stopsWhenThePlanIsMissing() {
    assertThatThrownBy(() -> handle(Story.messages(Story.ID).get(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("event 1 came after event -1");
  }

  @Test
  void theApplicationDoesNotChangeTheShape() {
    assertThatThrownBy(() -> jdbc.sql("DROP TABLE read_model.timeline").update())
        .isInstanceOf(DataAccessException.class)
        .rootCause()
        .hasMessageContaining("must be owner");
    assertThatThrownBy(() -> jdbc.sql("CREATE TABLE read_model.mine (a int)").update())
        .isInstanceOf(DataAccessException.class)
        .rootCause()
        .hasMessageContaining("permission denied");
  }

  @Test
  void writesTheRowsThatAReplayComesTo() throws Exception {
    for (List<MigrationEvent> story :
        List.of(Story.events(), Story.rolledBack(), Story.changed(), Story.reissued())) {
      empty();
      InMemoryEventStorageEngine engine = new InMemoryEventStorageEngine();
      MigrationHistory history =
          new MigrationHistory(EmbeddedEventStore.builder().storageEngine(engine).build());
      for (DomainEventMessage<MigrationEvent> message : Story.messages(story)) {
        engine.appendEvents(message);
        handle(message);
        if (!turning(message.getPayload()) && message.getSequenceNumber() < story.size() - 1) {
          continue;
        }
        ReplayResult replayed =
            new Replay(application, new JdbcTransactionManager(application), history)
                .run(List.of(new HistorySize(Story.ID, 1, 1)), progress -> {});
        assertThat(replayed.rows()).as(message.getPayload().toString()).isEmpty();
        assertThat(replayed.unreadable()).isEmpty();
        assertThat(replayed.migrations()).isEqualTo(1);
      }
    }
  }

  /** Whether rows that were there go or change their meaning with it. */
  private static boolean turning(MigrationEvent event) {
    return switch (event) {
      case RepeatAllowed repeat -> true;
      case FindingWaived waived -> true;
      case RunbookChanged changed -> true;
      case RollbackBegun begun -> true;
      default -> false;
    };
  }

  private void handle(DomainEventMessage<MigrationEvent> message) throws Exception {
    DefaultUnitOfWork<DomainEventMessage<MigrationEvent>> work =
        DefaultUnitOfWork.startAndGet(message);
    try {
      projection.handle(message);
    } finally {
      work.rollback();
    }
  }

  private Map<String, List<Map<String, Object>>> rows() {
    Map<String, List<Map<String, Object>>> rows = new LinkedHashMap<>();
    for (String table : TABLES) {
      List<Map<String, Object>> plain = new ArrayList<>();
      jdbc.sql("SELECT to_jsonb(t)::text AS row FROM read_model." + table + " t ORDER BY 1")
          .query()
          .listOfRows()
          .forEach(plain::add);
      rows.put(table, plain);
    }
    return rows;
  }
}
