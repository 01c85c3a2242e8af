package org.migrationauditor.query.history;

import java.time.Instant;
import java.util.Locale;
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
 * stored events contradict each other, one of them is missing, or one is of a type that this
 * program does not know.
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
    for (long number = 0; stream.hasNext(); number++) {
      DomainEventMessage<?> message = stream.next();
      if (!belongs.test(message)) {
        break;
      }
      fold.apply(event(id, number, message), number, message.getTimestamp(), message.getMetaData());
    }
    return fold.state();
  }

  private static MigrationEvent event(MigrationId id, long number, DomainEventMessage<?> message) {
    if (message.getSequenceNumber() != number) {
      throw unreadable(id, number, "event " + message.getSequenceNumber() + " stands in its place");
    }
    if (message.getPayload() instanceof MigrationEvent event) {
      return event;
    }
    throw unreadable(id, number, "its type is not known to this version of the program");
  }

  private static IllegalStateException unreadable(MigrationId id, long number, String what) {
    return new IllegalStateException(
        String.format(
            Locale.ROOT,
            "history of migration '%s': event %d: %s; nothing is shown, compare the stored events"
                + " with a report's head",
            id,
            number,
            what));
  }
}
