package org.migrationauditor.command.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.migrationauditor.messages.migration.MigrationId;

/**
 * The right to run one migration, held by one process at a time. It is a lock in the database on a
 * connection of its own, so it is gone when that process dies. Not for use by several threads.
 */
public final class RunLock implements AutoCloseable {
  private static final int SECONDS = 5;

  private final Connection connection;
  private final MigrationId id;
  private boolean closed;

  private RunLock(Connection connection, MigrationId id) {
    this.connection = connection;
    this.id = id;
  }

  /**
   * Takes the lock at once, or not at all.
   *
   * @return empty when another process, or another part of this one, runs the migration
   * @throws DatabaseUnavailableException when the database does not answer
   */
  public static Optional<RunLock> tryAcquire(DataSource dataSource, MigrationId id) {
    try {
      Connection connection = dataSource.getConnection();
      try {
        connection.setAutoCommit(true); // no transaction stays open for hours
        if (asks(connection, "SELECT pg_try_advisory_lock(?)", id)) {
          return Optional.of(new RunLock(connection, id));
        }
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
      connection.close();
      return Optional.empty();
    } catch (SQLException e) {
      throw unavailable(id, e);
    }
  }

  /** Whether it is still held; not so once the database was stopped or the connection was cut. */
  public boolean held() {
    try {
      return !closed && connection.isValid(SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    boolean held = held();
    closed = true;
    try {
      if (held) {
        asks(connection, "SELECT pg_advisory_unlock(?)", id);
      }
      connection.close();
    } catch (SQLException e) {
      if (held) {
        throw unavailable(id, e);
      } // otherwise the server let go of the lock when the connection was cut
    }
  }

  private static boolean asks(Connection connection, String sql, MigrationId id)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, key(id));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private static long key(MigrationId id) {
    try {
      byte[] name = ("migration-auditor run " + id).getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(name)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static DatabaseUnavailableException unavailable(MigrationId id, SQLException cause) {
    return new DatabaseUnavailableException(
        "event store: migration '"
            + id
            + "': the database did not answer when its lock was asked for; nothing was run, look at"
            + " the database and run again",
        cause);
  }
}
