package org.migrationauditor.command.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.migrationauditor.command.person.PersonalData;
import org.migrationauditor.evidence.StoredEvent;

/**
 * Axon's way to the table of events, in which personal data is sealed. There are no snapshots: what
 * is decided rests on the events and on nothing that could be stored beside them.
 */
final class EventTable extends JdbcEventStorageEngine {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final int AT_ONCE = 1_000; // events, more than most histories have

  private final PersonalData personal;

  private EventTable(Builder builder, PersonalData personal) {
    super(builder);
    this.personal = personal;
  }

  static EventTable in(
      DataSource dataSource,
      TransactionManager transactions,
      Serializer serializer,
      PersonalData personal) {
    return new EventTable(
        JdbcEventStorageEngine.builder()
            .schema(
                EventSchema.builder()
                    .eventTable(EventStoreSchema.TABLE)
                    .globalIndexColumn("global_index")
                    .eventIdentifierColumn("event_identifier")
                    .aggregateIdentifierColumn("aggregate_identifier")
                    .sequenceNumberColumn("sequence_number")
                    .typeColumn("type")
                    .payloadTypeColumn("payload_type")
                    .payloadRevisionColumn("payload_revision")
                    .payloadColumn("payload")
                    .metaDataColumn("metadata")
                    .timestampColumn("time_stamp")
                    .build())
            .dataType(String.class)
            .batchSize(AT_ONCE)
            .appendEvents(new EventInsert(personal))
            .eventSerializer(serializer)
            .snapshotSerializer(serializer)
            .persistenceExceptionResolver(EventTable::overtaken)
            .transactionManager(transactions)
            .connectionProvider(
                new UnitOfWorkAwareConnectionProviderWrapper(
                    new SpringDataSourceConnectionProvider(dataSource))),
        personal);
  }

  /** Axon knows it by an exception type that PostgreSQL's driver does not use. */
  private static boolean overtaken(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException failure && UNIQUE_VIOLATION.equals(failure.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  @Override
  protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
    if (!events.isEmpty()) {
      personal.lookAgain();
      super.appendEvents(events, serializer);
    }
  }

  @Override
  protected List<? extends DomainEventData<?>> fetchDomainEvents(
      String stream, long first, int most) {
    personal.lookAgain();
    return super.fetchDomainEvents(stream, first, most);
  }

  @Override
  protected List<? extends TrackedEventData<?>> fetchTrackedEvents(TrackingToken last, int most) {
    personal.lookAgain();
    return super.fetchTrackedEvents(last, most);
  }

  @Override
  protected DomainEventData<?> getDomainEventData(ResultSet row) throws SQLException {
    return opened(row);
  }

  @Override
  protected TrackedEventData<?> getTrackedEventData(ResultSet row, GapAwareTrackingToken before)
      throws SQLException {
    return new TrackedDomainEventData<>(
        super.getTrackedEventData(row, before).trackingToken(), opened(row));
  }

  private GenericDomainEventEntry<String> opened(ResultSet row) throws SQLException {
    StoredEvent event = personal.opened(StoredEvents.event(row));
    return new GenericDomainEventEntry<>(
        row.getString("type"),
        event.streamId(),
        event.sequence(),
        row.getString("event_identifier"),
        event.timestamp(),
        event.type(),
        row.getString("payload_revision"),
        event.payloadJson(),
        event.metadataJson());
  }

  @Override
  protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
    return Stream.empty();
  }
}
