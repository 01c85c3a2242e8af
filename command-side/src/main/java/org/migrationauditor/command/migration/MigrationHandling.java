package org.migrationauditor.command.migration;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;

/** Connects the commands of a migration with its history. */
public final class MigrationHandling {
  private MigrationHandling() {}

  /** From now on {@code commands} are decided on, and {@code events} are told. */
  public static void subscribe(CommandBus commands, EventStore events) {
    AggregateAnnotationCommandHandler.<Migration>builder()
        .aggregateType(Migration.class)
        .repository(FreshRepository.of(events))
        .build()
        .subscribe(commands);
  }
}
