package org.migrationauditor.command.key;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;

/** Connects the commands of the log itself with its history. */
public final class LogKeyHandling {
  private LogKeyHandling() {}

  /** From now on {@code commands} are decided on, and {@code events} are told. */
  public static void subscribe(CommandBus commands, EventStore events) {
    AggregateAnnotationCommandHandler.<LogKeys>builder()
        .aggregateType(LogKeys.class)
        .repository(EventSourcingRepository.builder(LogKeys.class).eventStore(events).build())
        .build()
        .subscribe(commands);
  }
}
