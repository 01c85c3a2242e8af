package org.migrationauditor.command.chain;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;

/** Connects the commands of a chain with its history. */
public final class ChainHandling {
  private ChainHandling() {}

  /** From now on {@code commands} are decided on, and {@code events} are told. */
  public static void subscribe(CommandBus commands, EventStore events) {
    AggregateAnnotationCommandHandler.<Chain>builder()
        .aggregateType(Chain.class)
        .repository(EventSourcingRepository.builder(Chain.class).eventStore(events).build())
        .build()
        .subscribe(commands);
  }
}
