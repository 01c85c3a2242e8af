package org.migrationauditor.query.history;

import java.util.Locale;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.migrationauditor.messages.chain.ChainEvent;
import org.migrationauditor.messages.migration.ChainId;
import org.migrationauditor.messages.migration.EventMetadata;
import org.migrationauditor.messages.query.ChainState;

/** A chain as it stands, by replay of its stored events. Safe for use by several threads. */
public final class ChainHistory {
  private final EventStore events;

  public ChainHistory(EventStore events) {
    this.events = events;
  }

  /**
   * As of the last event; empty when no chain of that name was planned.
   *
   * @throws IllegalStateException with a sentence for the reader when the stored events contradict
   *     each other, or one is of a type that this program does not know
   */
  public Optional<ChainState> state(ChainId id) {
    DomainEventStream stream = events.readEvents(id.stream(), 0);
    ChainFold fold = new ChainFold(id);
    while (stream.hasNext()) {
      DomainEventMessage<?> message = stream.next();
      if (!(message.getPayload() instanceof ChainEvent event)) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "history of chain '%s': event %d: its type is not known to this version of the"
                    + " program; nothing is shown, use the version that wrote it",
                id,
                message.getSequenceNumber()));
      }
      fold.apply(
          event,
          message.getTimestamp(),
          String.valueOf(message.getMetaData().getOrDefault(EventMetadata.WHO, "unknown")));
    }
    return fold.state();
  }
}
