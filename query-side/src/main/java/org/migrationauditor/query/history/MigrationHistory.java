package org.migrationauditor.query.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.common.AxonException;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.query.ClockCheck;
import org.migrationauditor.messages.query.ClockJump;
import org.migrationauditor.messages.query.Decision;
import org.migrationauditor.messages.query.Difference;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.ProgramVersion;

/**
 * A migration as it was at a moment, by replay of its stored events and of nothing else. Empty
 * means that the migration had not been planned by then. Safe for use by several threads.
 *
 * <p>Every method throws {@link UnreadableHistoryException} with a sentence for the reader when the
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
    return fold(id, events(id));
  }

  /** As of a moment. */
  public Optional<MigrationState> state(MigrationId id, Moment moment) {
    return fold(id, until(id, moment));
  }

  /** As of a time, see {@link Moment.AtTime}. */
  public Optional<MigrationState> stateAt(MigrationId id, Instant at) {
    return state(id, new Moment.AtTime(at));
  }

  /** As of an event, see {@link Moment.AfterEvent}. */
  public Optional<MigrationState> stateAtSequence(MigrationId id, long sequence) {
    return state(id, new Moment.AfterEvent(sequence));
  }

  /** What became otherwise between two moments. Empty as well when they are the other way round. */
  public Optional<Difference> difference(MigrationId id, Moment from, Moment to) {
    List<Recorded> events = until(id, to);
    int first =
        (int) events.stream().takeWhile(event -> from.had(event.sequence(), event.at())).count();
    if (until(id, from).size() > first) {
      return Optional.empty();
    }
    return fold(id, events.subList(0, first))
        .flatMap(
            before ->
                fold(id, events)
                    .map(
                        after ->
                            Differences.between(
                                before, after, events.subList(first, events.size()), clock(id))));
  }

  /** Every decision of a person, what was known then, and what came to light afterwards. */
  public List<Decision> decisions(MigrationId id) {
    return Decisions.in(id, events(id));
  }

  /** Which versions of this program decided on the events up to one. */
  public List<ProgramVersion> programs(MigrationId id, long sequence) {
    return Differences.programs(until(id, new Moment.AfterEvent(sequence)));
  }

  /** Where the host's clock was set; what the events tell is not looked at. */
  public List<ClockJump> clock(MigrationId id) {
    ClockCheck check = new ClockCheck();
    DomainEventStream stream = events.readEvents(id.value(), 0);
    while (stream.hasNext()) {
      DomainEventMessage<?> message = stream.next();
      check.see(message.getSequenceNumber(), message.getTimestamp(), message.getMetaData());
    }
    return check.jumps();
  }

  /** All of them, in order; none when the migration was never planned. */
  public List<Recorded> events(MigrationId id) {
    return until(id, new Moment.AfterEvent(Long.MAX_VALUE));
  }

  /** The state after these events, which are a history from its beginning. */
  public static Optional<MigrationState> fold(MigrationId id, List<Recorded> events) {
    MigrationFold fold = new MigrationFold(id);
    events.forEach(fold::apply);
    return fold.state();
  }

  private List<Recorded> until(MigrationId id, Moment moment) {
    List<Recorded> recorded = new ArrayList<>();
    DomainEventStream stream = events.readEvents(id.value(), 0); // never a snapshot
    for (long number = 0; stream.hasNext(); number++) {
      Optional<Recorded> next = read(id, number, stream.next(), moment);
      if (next.isEmpty()) {
        break;
      }
      recorded.add(next.orElseThrow());
    }
    return recorded;
  }

  /** Only here is what was stored turned into objects; empty for what came after the moment. */
  private static Optional<Recorded> read(
      MigrationId id, long number, DomainEventMessage<?> message, Moment moment) {
    try {
      return moment.had(message.getSequenceNumber(), message.getTimestamp())
          ? Optional.of(
              new Recorded(
                  number,
                  message.getTimestamp(),
                  event(id, number, message),
                  message.getMetaData()))
          : Optional.empty();
    } catch (AxonException | DateTimeException e) {
      throw new UnreadableHistoryException(id, number, "its content cannot be read", e);
    }
  }

  private static MigrationEvent event(MigrationId id, long number, DomainEventMessage<?> message) {
    if (message.getSequenceNumber() != number) {
      throw new UnreadableHistoryException(
          id, number, "event " + message.getSequenceNumber() + " stands in its place", null);
    }
    if (message.getPayload() instanceof MigrationEvent event) {
      return event;
    }
    throw new UnreadableHistoryException(
        id, number, "its type is not known to this version of the program", null);
  }
}
