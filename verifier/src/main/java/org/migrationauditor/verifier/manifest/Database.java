package org.migrationauditor.verifier.manifest;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * A DuckDB for one piece of work: it sees the manifest folder and nothing else, loads no extension,
 * has a bounded memory and spills to the disk beside the manifests. Used by one thread.
 *
 * <p>Statements take values as parameters; paths, which a table function wants as text, go through
 * {@link #quoted}.
 */
public final class Database implements AutoCloseable {
  private final WorkFolder work;
  private final DuckDBConnection connection;

  private Database(WorkFolder work, DuckDBConnection connection) {
    this.work = work;
    this.connection = connection;
  }

  /** Reads one row of an answer. */
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /**
   * Opens an empty database.
   *
   * @param manifests folder of the manifests, made when absent
   * @param also other folders it may read
   * @param memoryMegabytes limit of what it holds in memory, MB
   */
  public static Database inMemory(Path manifests, List<Path> also, int memoryMegabytes)
      throws IOException, SQLException {
    return inMemory(manifests, also, memoryMegabytes, false);
  }

  /**
   * Opens an empty database whose answers come bit by bit, as {@link #each} takes them.
   *
   * @param manifests folder of the manifests, made when absent
   * @param also other folders it may read
   * @param memoryMegabytes limit of what it holds in memory, MB
   */
  public static Database streaming(Path manifests, List<Path> also, int memoryMegabytes)
      throws IOException, SQLException {
    return inMemory(manifests, also, memoryMegabytes, true);
  }

  private static Database inMemory(
      Path manifests, List<Path> also, int memoryMegabytes, boolean streaming)
      throws IOException, SQLException {
    List<Path> folders = new ArrayList<>(also);
    folders.add(manifests);
    return open(WorkFolder.in(manifests), folders, memoryMegabytes, streaming);
  }

  private static Database open(
      WorkFolder work, List<Path> folders, int megabytes, boolean streaming)
      throws IOException, SQLException {
    Properties settings = new Properties();
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("memory_limit", megabytes + "MB");
    settings.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, String.valueOf(streaming));
    settings.setProperty("temp_directory", work.file("spill").toString());
    try {
      Database database =
          new Database(
              work, (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", settings));
      String readable = folders.stream().map(Database::quoted).collect(Collectors.joining(", "));
      database.run("SET allowed_directories = [%s]".formatted(readable));
      database.run("SET enable_external_access = false");
      return database;
    } catch (SQLException e) {
      work.close();
      throw e;
    }
  }

  /** A path as a literal of SQL. */
  public static String quoted(Path path) {
    return quoted(path.toAbsolutePath().toString());
  }

  /** Text as a literal of SQL. */
  public static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** A file of this piece of work, gone when the database is closed. */
  public Path file(String name) {
    return work.file(name);
  }

  /** Runs a statement; returns how many rows it changed. */
  public long run(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = prepared(sql, parameters)) {
      statement.execute();
      return Math.max(0, statement.getUpdateCount());
    }
  }

  /** All rows of an answer, read one by one. */
  public <T> List<T> rows(Row<T> row, String sql, Object... parameters) throws SQLException {
    List<T> rows = new ArrayList<>();
    try (PreparedStatement statement = prepared(sql, parameters);
        ResultSet answer = statement.executeQuery()) {
      while (answer.next()) {
        rows.add(row.read(answer));
      }
    }
    return rows;
  }

  /** Takes one row of an answer. */
  @FunctionalInterface
  public interface RowTaker {
    void take(ResultSet row) throws SQLException, IOException;
  }

  /** Gives all rows of an answer away, one by one. */
  public void each(RowTaker taker, String sql) throws SQLException, IOException {
    try (PreparedStatement statement = prepared(sql);
        ResultSet answer = statement.executeQuery()) {
      while (answer.next()) {
        taker.take(answer);
      }
    }
  }

  /** The only row of an answer. */
  public <T> T row(Row<T> row, String sql, Object... parameters) throws SQLException {
    return rows(row, sql, parameters).getFirst();
  }

  /** The only number of an answer. */
  public long number(String sql, Object... parameters) throws SQLException {
    return row(answer -> answer.getLong(1), sql, parameters);
  }

  /** Fills a table from this thread; the caller closes it. */
  public DuckDBAppender appender(String table) throws SQLException {
    return connection.createAppender(table);
  }

  private PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }

  @Override
  public void close() throws SQLException, IOException {
    try (work) {
      connection.close();
    }
  }
}
