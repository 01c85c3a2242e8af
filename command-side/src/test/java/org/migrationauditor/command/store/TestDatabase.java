package org.migrationauditor.command.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A real PostgreSQL for tests, one empty database each. */
public final class TestDatabase {
  private static final EmbeddedPostgres SERVER = start();
  private static int databases;

  private TestDatabase() {}

  /** An empty database; the application's role is not made yet, unless another test made it. */
  public static synchronized DatabaseAccess empty() {
    String name = "test" + databases++;
    JdbcClient.create(SERVER.getPostgresDatabase()).sql("CREATE DATABASE " + name).update();
    return new DatabaseAccess(
        "jdbc:postgresql://localhost:" + SERVER.getPort() + "/" + name,
        "auditor_" + name,
        "application's password",
        "postgres",
        "any");
  }

  public static JdbcClient application(DatabaseAccess access) {
    return JdbcClient.create(
        new DriverManagerDataSource(
            access.url(), access.applicationUser(), access.applicationPassword()));
  }

  public static JdbcClient owner(DatabaseAccess access) {
    return JdbcClient.create(
        new DriverManagerDataSource(access.url(), access.ownerUser(), access.ownerPassword()));
  }

  public static Connection ownerConnection(DatabaseAccess access) throws SQLException {
    return DriverManager.getConnection(access.url(), access.ownerUser(), access.ownerPassword());
  }

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(1)).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
