package org.migrationauditor.query.replay;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** Copies rows into a set of tables, many at once. To be used within one transaction. */
final class CopyIn {
  private static final long MANY = 1_000_000; // characters

  private final DataSource database;
  private final String prefix;
  private CopyText waiting = new CopyText();

  /**
   * Copies into tables named after {@link Table}.
   *
   * @param prefix stands before each name
   */
  CopyIn(DataSource database, String prefix) {
    this.database = database;
    this.prefix = prefix;
  }

  /** These rows are there after {@link #flush} at the latest. */
  void add(CopyText rows) {
    waiting.addAll(rows);
    if (waiting.size() >= MANY) {
      flush();
    }
  }

  void flush() {
    Connection connection = DataSourceUtils.getConnection(database);
    try {
      PGConnection postgres = connection.unwrap(PGConnection.class);
      for (Map.Entry<Table, List<String>> lines : waiting.rows().entrySet()) {
        postgres
            .getCopyAPI()
            .copyIn(
                "COPY %s%s (%s) FROM STDIN"
                    .formatted(
                        prefix,
                        lines.getKey().table(),
                        String.join(", ", lines.getKey().columns())),
                new StringReader(String.join("\n", lines.getValue())));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("read model: rows could not be replayed", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      DataSourceUtils.releaseConnection(connection, database);
    }
    waiting = new CopyText();
  }
}
