package org.migrationauditor.query.replay;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.migrationauditor.messages.migration.MigrationId;
import org.postgresql.PGConnection;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** What the read models hold of some migrations, in the lines of {@link CopyText}. */
final class StoredRows {
  private final Map<String, Map<Table, Set<String>>> rows = new HashMap<>();

  private StoredRows() {}

  /** As of the transaction that is open; the time zone of its session becomes UTC. */
  static StoredRows of(Collection<MigrationId> migrations, DataSource database) {
    StoredRows stored = new StoredRows();
    Connection connection = DataSourceUtils.getConnection(database);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET LOCAL TIME ZONE 'UTC'");
      PGConnection postgres = connection.unwrap(PGConnection.class);
      for (Table table : Table.values()) {
        stored.read(table, migrations, postgres);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("read model: rows could not be read", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      DataSourceUtils.releaseConnection(connection, database);
    }
    return stored;
  }

  /** Whether they hold these rows of a migration, each of them and no other. */
  boolean are(MigrationId id, CopyText replayed) {
    Map<Table, Set<String>> stored = rows.getOrDefault(id.value(), Map.of());
    return stored.keySet().equals(replayed.rows().keySet())
        && replayed.rows().entrySet().stream()
            .allMatch(one -> same(stored.getOrDefault(one.getKey(), Set.of()), one.getValue()));
  }

  private static boolean same(Set<String> stored, List<String> replayed) {
    return stored.size() == replayed.size() && stored.containsAll(replayed);
  }

  private void read(Table table, Collection<MigrationId> migrations, PGConnection postgres)
      throws SQLException, IOException {
    StringWriter text = new StringWriter();
    postgres
        .getCopyAPI()
        .copyOut(
            "COPY (SELECT %s FROM read_model.%s WHERE migration_id = ANY ('{%s}')) TO STDOUT"
                .formatted(
                    String.join(", ", table.columns()),
                    table.table(),
                    migrations.stream().map(MigrationId::value).collect(Collectors.joining(","))),
            text);
    text.toString()
        .lines()
        .forEach(
            line ->
                rows.computeIfAbsent(
                        line.substring(0, line.indexOf('\t')), id -> new EnumMap<>(Table.class))
                    .computeIfAbsent(table, fresh -> new HashSet<>())
                    .add(line));
  }
}
