package org.migrationauditor.command.key;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.evidence.InvalidNoteException;
import org.migrationauditor.evidence.KeyChange;
import org.migrationauditor.messages.log.ChangeLogKey;
import org.migrationauditor.messages.log.LogEvent;
import org.migrationauditor.messages.log.LogKeyChanged;
import org.migrationauditor.messages.migration.EventMetadata;

/** One key after the other, each brought in by the one before it. */
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // replay fills the stream, Axon reads it
final class LogKeys {
  @AggregateIdentifier private String stream;
  private @Nullable LogKeyChanged last;

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(ChangeLogKey command, @MetaDataValue(EventMetadata.WHO) @Nullable String who) {
    if (who == null || who.isBlank()) {
      throw new LogKeyRejection("the command does not say who asks; name yourself");
    }
    if (last != null && last.from().equals(command.from()) && last.to().equals(command.to())) {
      return; // another process, or this one before it ended, made the same change
    }
    if (last != null && !last.to().equals(command.from())) {
      throw new LogKeyRejection("another key was brought in meanwhile; try again");
    }
    requireEndorsed(command);
    apply(
        new LogKeyChanged(
            command.from(), command.to(), who, command.reason(), command.endorsement()));
  }

  @EventSourcingHandler
  void on(LogEvent event) {
    switch (event) {
      case LogKeyChanged changed -> {
        stream = LogEvent.STREAM;
        last = changed;
      }
    }
  }

  private static void requireEndorsed(ChangeLogKey command) {
    try {
      KeyChange change = KeyChange.read(command.endorsement());
      if (change.from().toString().equals(command.from())
          && change.to().toString().equals(command.to())) {
        return;
      }
    } catch (InvalidNoteException e) {
      throw new LogKeyRejection("the note of the change %s; try again".formatted(e.getMessage()));
    }
    throw new LogKeyRejection("the note of the change is of other keys; try again");
  }
}
