package org.migrationauditor.query.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.serialization.SerializationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.StepAttested;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.query.Story;

final class MigrationHistoryTest {
  private final InMemoryEventStorageEngine engine = new InMemoryEventStorageEngine();
  private final EmbeddedEventStore store =
      EmbeddedEventStore.builder().storageEngine(engine).build();
  private final MigrationHistory history = new MigrationHistory(store);

  @BeforeEach
  void tellTheStory() {
    engine.appendEvents(Story.messages(Story.ID));
  }

  @Test
  void replaysToTheEnd() {
    MigrationState state = history.state(Story.ID).orElseThrow();

    assertThat(state.sequence()).isEqualTo(Story.events().size() - 1);
    assertThat(state.completedAt()).isEqualTo(Story.at(Story.events().size() - 1));
  }

  @Test
  void knowsNothingOfAnUnknownMigration() {
    assertThat(history.state(new MigrationId("other"))).isEmpty();
  }

  @Test
  void stopsAtAnEvent() {
    assertThat(history.stateAtSequence(Story.ID, -1)).isEmpty();
    for (int i = 0; i < Story.events().size(); i++) {
      assertThat(history.stateAtSequence(Story.ID, i).orElseThrow().sequence()).isEqualTo(i);
    }
    assertThat(history.stateAtSequence(Story.ID, 1_000_000)).isEqualTo(history.state(Story.ID));
  }

  @Test
  void stopsAtAMoment() {
    assertThat(history.stateAt(Story.ID, Story.at(0).minusNanos(1))).isEmpty();
    assertThat(history.stateAt(Story.ID, Story.at(3)))
        .isEqualTo(history.stateAtSequence(Story.ID, 3));
    assertThat(history.stateAt(Story.ID, Story.at(4).minusNanos(1)))
        .isEqualTo(history.stateAtSequence(Story.ID, 3));
  }

  @Test
  void showsNothingThatFollowedALaterTimeWhenTheClockWasSetBack() {
    MigrationId id = new MigrationId("clock");
    List<MigrationEvent> events = Story.events(id).subList(0, 4);
    engine.appendEvents(
        Story.message(events.get(0), 0, Story.at(0)),
        Story.message(events.get(1), 1, Story.at(50)),
        Story.message(events.get(2), 2, Story.at(10)));

    assertThat(history.stateAt(id, Story.at(20)))
        .isEqualTo(history.stateAtSequence(id, 0))
        .isNotEmpty();
  }

  @Test
  void refusesAHistoryInWhichAnEventIsMissing() {
    MigrationId id = new MigrationId("gap");
    List<DomainEventMessage<MigrationEvent>> messages = new ArrayList<>(Story.messages(id));
    messages.remove(13);
    engine.appendEvents(messages);

    assertThat(history.stateAtSequence(id, 12)).isPresent();
    assertThatThrownBy(() -> history.state(id))
        .isInstanceOf(UnreadableHistoryException.class)
        .hasMessage(
            "history of migration 'gap': event 13: event 14 stands in its place; nothing is shown,"
                + " compare the stored events with a report's head");
  }

  @Test
  void refusesAHistoryThatDoesNotBeginAtItsBeginning() {
    MigrationId id = new MigrationId("headless");
    engine.appendEvents(Story.message(Story.planned(id), 1, Story.at(1)));

    assertThatThrownBy(() -> history.state(id))
        .isInstanceOf(UnreadableHistoryException.class)
        .hasMessageContaining("event 0: event 1 stands in its place");
  }

  @Test
  void tellsNothingOfAnEventThatCannotBeReadButWhichItIs() {
    MigrationId id = new MigrationId("damaged");
    engine.appendEvents(
        Story.message(Story.planned(id), 0, Story.at(0)),
        new GenericDomainEventMessage<>("Migration", id.value(), 1, new Object()) {
          private static final long serialVersionUID = 1L;

          @Override
          public Object getPayload() {
            throw new SerializationException("cannot read {PatientName: DOE}");
          }
        });

    assertThat(history.stateAtSequence(id, 0)).isPresent();
    assertThatThrownBy(() -> history.state(id))
        .isInstanceOf(UnreadableHistoryException.class)
        .hasMessageContaining("event 1: its content cannot be read; nothing is shown")
        .hasMessageNotContaining("DOE");
  }

  @Test
  void leavesOutNoEventThatItDoesNotKnow() {
    MigrationId id = new MigrationId("newer");
    engine.appendEvents(
        Story.message(Story.planned(id), 0, Story.at(0)),
        new GenericDomainEventMessage<>("Migration", id.value(), 1, "an event of a later version"));

    assertThatThrownBy(() -> history.state(id))
        .isInstanceOf(UnreadableHistoryException.class)
        .hasMessageContaining("event 1: its type is not known to this version of the program");
  }

  @Test
  void replaysThousandsOfEvents() {
    MigrationId id = new MigrationId("long");
    List<DomainEventMessage<MigrationEvent>> messages = new ArrayList<>();
    messages.add(Story.message(Story.planned(id), 0, Story.at(0)));
    for (int i = 1; i <= 10_000; i++) {
      messages.add(
          Story.message(
              new StepAttested(id, Story.STOP, "olga", "note " + i, null, null), i, Story.at(i)));
    }
    engine.appendEvents(messages);

    MigrationState state = history.state(id).orElseThrow();
    assertThat(state.sequence()).isEqualTo(10_000);
    assertThat(state.steps().getFirst().people())
        .hasSize(10_000)
        .last()
        .asString()
        .endsWith("10000");
  }
}
