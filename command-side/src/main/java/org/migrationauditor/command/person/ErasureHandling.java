package org.migrationauditor.command.person;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;

/** Connects the erasure of people with its history. */
public final class ErasureHandling {
  private ErasureHandling() {}

  /** From now on {@code commands} are decided on, and {@code events} are told. */
  public static void subscribe(CommandBus commands, EventStore events) {
    AggregateAnnotationCommandHandler.<Erasure>builder()
        .aggregateType(Erasure.class)
        .repository(EventSourcingRepository.builder(Erasure.class).eventStore(events).build())
        .build()
        .subscribe(commands);
  }
}
