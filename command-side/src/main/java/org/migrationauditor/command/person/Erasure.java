package org.migrationauditor.command.person;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.person.ErasePerson;
import org.migrationauditor.messages.person.PersonErased;

/** That a person was erased, which happens once. */
final class Erasure {
  @AggregateIdentifier private @Nullable String stream;

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(ErasePerson command) {
    if (stream == null) {
      apply(
          new PersonErased(
              command.personId(), command.events(), command.person(), command.reason()));
    }
  }

  @EventSourcingHandler
  void on(PersonErased event) {
    stream = event.personId().stream();
  }
}
