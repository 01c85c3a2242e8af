package org.migrationauditor.verifier.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** How a database is opened: one transaction that may only read and sees one moment. */
public final class ReadOnlyTransaction {
  private static final int CONNECT_SECONDS = 20;

  private ReadOnlyTransaction() {}

  /**
   * Connects; the transaction begins with the first query and ends with the connection.
   *
   * @param silence after which a server that sends nothing is given up
   */
  public static Connection open(
      PostgresAddress address, @Nullable String password, Duration silence) throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("user", address.user());
    if (password != null) {
      settings.setProperty("password", password);
    }
    settings.setProperty("ApplicationName", "migration-auditor");
    settings.setProperty("readOnly", "true");
    settings.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
    settings.setProperty("loginTimeout", Integer.toString(CONNECT_SECONDS));
    settings.setProperty("socketTimeout", Long.toString(silence.toSeconds()));
    settings.setProperty("tcpKeepAlive", "true");
    Connection connection = DriverManager.getConnection(address.jdbcUrl(), settings);
    try {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
