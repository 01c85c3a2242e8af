package org.migrationauditor.command.store;

import java.sql.SQLException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;

/**
 * Axon's way to the table of events. There are no snapshots: what is decided rests on the events
 * and on nothing that could be stored beside them.
 */
final class EventTable extends JdbcEventStorageEngine {
  private static final String UNIQUE_VIOLATION = "23505";

  private EventTable(Builder builder) {
    super(builder);
  }

  static EventTable in(
      DataSource dataSource, TransactionManager transactions, Serializer serializer) {
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
            .eventSerializer(serializer)
            .snapshotSerializer(serializer)
            .persistenceExceptionResolver(EventTable::overtaken)
            .transactionManager(transactions)
            .connectionProvider(
                new UnitOfWorkAwareConnectionProviderWrapper(
                    new SpringDataSourceConnectionProvider(dataSource))));
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
  protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
    return Stream.empty();
  }
}
