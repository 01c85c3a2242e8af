package org.migrationauditor.command.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.migrationauditor.evidence.StoredEvent;
import org.migrationauditor.messages.migration.ChainId;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.query.HistorySize;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of the event store as they lie there, never turned into objects. */
public final class StoredEvents {
  private static final int PAGE = 500;

  private final JdbcClient jdbc;

  public StoredEvents(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /**
   * The events of a migration in the order of their sequence numbers; empty when there are none.
   * Read page by page while the stream is consumed; what is added meanwhile may be part of it. The
   * stream holds no connection and need not be closed.
   */
  public Stream<StoredEvent> of(MigrationId id) {
    return Stream.iterate(
            page(id, -1),
            page -> !page.isEmpty(),
            page -> page.size() < PAGE ? List.of() : page(id, page.getLast().sequence()))
        .flatMap(List::stream);
  }

  /** Every migration that was ever planned, the first planned first. */
  public List<MigrationId> migrations() {
    return streams().filter(MigrationId::isStream).map(MigrationId::new).toList();
  }

  /** Every chain that was ever planned, the first planned first. */
  public List<ChainId> chains() {
    return streams().filter(ChainId::isStream).map(ChainId::ofStream).toList();
  }

  /** How much there is of each migration, the first planned first. */
  public List<HistorySize> sizes() {
    return jdbc
        .sql(
            """
            SELECT aggregate_identifier, min(global_index) AS first, count(*) AS events
            FROM event_store.domain_event GROUP BY aggregate_identifier ORDER BY first
            """)
        .query(
            (row, number) ->
                MigrationId.isStream(row.getString(1))
                    ? Optional.of(
                        new HistorySize(
                            new MigrationId(row.getString(1)), row.getLong(2), row.getLong(3)))
                    : Optional.<HistorySize>empty())
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** Every event of any kind, as {@link #of}, in the order in which they were numbered. */
  public Stream<StoredEvent> all() {
    return Stream.iterate(
            page(-1),
            page -> !page.isEmpty(),
            page -> page.size() < PAGE ? List.of() : page(page.getLast().number()))
        .flatMap(List::stream)
        .map(Numbered::event);
  }

  /** Those that tell of people who were erased, the first first. */
  public List<StoredEvent> erasures() {
    return jdbc.sql(
            """
            SELECT * FROM event_store.domain_event
            WHERE aggregate_identifier LIKE 'person:%' ORDER BY global_index
            """)
        .query((row, number) -> event(row))
        .list();
  }

  private record Numbered(long number, StoredEvent event) {}

  private List<Numbered> page(long after) {
    return jdbc.sql(
            """
            SELECT * FROM event_store.domain_event
            WHERE global_index > :after ORDER BY global_index LIMIT :page
            """)
        .param("after", after)
        .param("page", PAGE)
        .query((row, number) -> new Numbered(row.getLong("global_index"), event(row)))
        .list();
  }

  private Stream<String> streams() {
    return jdbc
        .sql(
            """
            SELECT aggregate_identifier FROM event_store.domain_event
            WHERE sequence_number = 0 ORDER BY global_index
            """)
        .query((row, number) -> row.getString(1))
        .list()
        .stream();
  }

  private List<StoredEvent> page(MigrationId id, long after) {
    return jdbc.sql(
            """
            SELECT * FROM event_store.domain_event
            WHERE aggregate_identifier = :id AND sequence_number > :after
            ORDER BY sequence_number LIMIT :page
            """)
        .param("id", id.value())
        .param("after", after)
        .param("page", PAGE)
        .query((row, number) -> event(row))
        .list();
  }

  /** A row of {@code domain_event}. */
  public static StoredEvent event(ResultSet row) throws SQLException {
    String revision = row.getString("payload_revision");
    return new StoredEvent(
        row.getString("aggregate_identifier"),
        row.getLong("sequence_number"),
        row.getString("payload_type"),
        revision == null ? "" : revision,
        row.getString("time_stamp"),
        row.getString("payload"),
        row.getString("metadata"));
  }
}
