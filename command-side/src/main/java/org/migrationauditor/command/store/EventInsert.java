package org.migrationauditor.command.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.statements.AppendEventsStatementBuilder;
import org.axonframework.eventsourcing.eventstore.jdbc.statements.TimestampWriter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.migrationauditor.command.person.PersonalData;
import org.migrationauditor.evidence.StoredEvent;

/** Adds events to the table, with their personal data sealed. */
record EventInsert(PersonalData personal) implements AppendEventsStatementBuilder {
  @Override
  public PreparedStatement build(
      Connection connection,
      EventSchema schema,
      Class<?> dataType,
      List<? extends EventMessage<?>> events,
      Serializer serializer,
      TimestampWriter timestamps)
      throws SQLException {
    PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier,
                sequence_number, type, time_stamp, payload_type, payload_revision, payload, metadata)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """);
    for (EventMessage<?> message : events) {
      if (!(message instanceof DomainEventMessage<?> event)) {
        throw new IllegalArgumentException("event store: an event is of no stream; nothing stored");
      }
      SerializedObject<String> payload = event.serializePayload(serializer, String.class);
      StoredEvent row = personal.sealed(row(event, payload, serializer));
      insert.setString(1, event.getIdentifier());
      insert.setString(2, row.streamId());
      insert.setLong(3, row.sequence());
      insert.setString(4, event.getType());
      insert.setString(5, row.timestamp());
      insert.setString(6, row.type());
      insert.setString(7, payload.getType().getRevision());
      insert.setString(8, row.payloadJson());
      insert.setString(9, row.metadataJson());
      insert.addBatch();
    }
    return insert;
  }

  private static StoredEvent row(
      DomainEventMessage<?> event, SerializedObject<String> payload, Serializer serializer) {
    return new StoredEvent(
        event.getAggregateIdentifier(),
        event.getSequenceNumber(),
        payload.getType().getName(),
        Objects.requireNonNullElse(payload.getType().getRevision(), ""),
        DateTimeUtils.formatInstant(event.getTimestamp()),
        payload.getData(),
        event.serializeMetaData(serializer, String.class).getData());
  }
}
