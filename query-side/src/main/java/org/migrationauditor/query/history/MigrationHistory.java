package org.migrationauditor.query.history;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.query.MigrationState;

/**
 * A migration as it was at a moment, by replay of its stored events and of nothing else. Empty
 * means that the migration had not been planned by then. Safe for use by several threads.
 *
 * <p>Every method throws {@link IllegalStateException} with a sentence for the reader when the
 * stored events contradict each other.
 */
public final class MigrationHistory {
  private final EventStore events;

  public MigrationHistory(EventStore events) {
    this.events = events;
  }

  /** As of the last event. */
  public Optional<MigrationState> state(MigrationId id) {
    return fold(id, event -> true);
  }

  /**
   * As of the last event before the first one that is later than {@code at}. Should the host's
   * clock have been set back in between, nothing is shown that was recorded after a later time.
   */
  public Optional<MigrationState> stateAt(MigrationId id, Instant at) {
    return fold(id, event -> !event.getTimestamp().isAfter(at));
  }

  /** As of the event with that number, 0 for the first; as of the last when there are fewer. */
  public Optional<MigrationState> stateAtSequence(MigrationId id, long sequence) {
    return fold(id, event -> event.getSequenceNumber() <= sequence);
  }

  private Optional<MigrationState> fold(MigrationId id, Predicate<DomainEventMessage<?>> belongs) {
    MigrationFold fold = new MigrationFold(id);
    DomainEventStream stream = events.readEvents(id.value(), 0); // never a snapshot
    while (stream.hasNext()) {
      DomainEventMessage<?> message = stream.next();
      if (!belongs.test(message)) {
        break;
      }
      if (message.getPayload() instanceof MigrationEvent event) {
        fold.apply(
            event, message.getSequenceNumber(), message.getTimestamp(), message.getMetaData());
      }
    }
    return fold.state();
  }
}
