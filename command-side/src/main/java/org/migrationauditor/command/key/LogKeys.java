package org.migrationauditor.command.key;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.HashMap;
import java.util.Map;
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

/**
 * One key after the other, each brought in by the one before it. What a stranger put into the
 * history without that key's signature stands in the way of no change.
 */
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // replay fills the stream, Axon reads it
final class LogKeys {
  @AggregateIdentifier private String stream;
  private final Map<String, String> followedBy = new HashMap<>();

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(ChangeLogKey command, @MetaDataValue(EventMetadata.WHO) @Nullable String who) {
    if (who == null || who.isBlank()) {
      throw new LogKeyRejection("the command does not say who asks; name yourself");
    }
    LogKeyChanged changed =
        new LogKeyChanged(
            command.from(), command.to(), who, command.reason(), command.endorsement());
    if (!endorsed(changed)) {
      throw new LogKeyRejection("not both keys signed the note of the change; try again");
    }
    @Nullable String next = followedBy.get(command.from());
    if (command.to().equals(next)) {
      return; // another process, or this one before it ended, made the same change
    }
    if (next != null) {
      throw new LogKeyRejection("another key was brought in meanwhile; try again");
    }
    apply(changed);
  }

  @EventSourcingHandler
  void on(LogEvent event) {
    switch (event) {
      case LogKeyChanged changed -> {
        stream = LogEvent.STREAM;
        if (endorsed(changed)) {
          followedBy.putIfAbsent(changed.from(), changed.to());
        }
      }
    }
  }

  private static boolean endorsed(LogKeyChanged changed) {
    try {
      KeyChange change = KeyChange.read(changed.endorsement());
      return change.from().toString().equals(changed.from())
          && change.to().toString().equals(changed.to());
    } catch (InvalidNoteException e) {
      return false;
    }
  }
}
