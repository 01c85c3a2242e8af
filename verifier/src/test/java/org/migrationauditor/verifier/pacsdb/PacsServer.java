package org.migrationauditor.verifier.pacsdb;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.migrationauditor.verifier.postgres.PostgresAddress;

/** A real PostgreSQL with databases of archives in it. */
final class PacsServer implements AutoCloseable {
  private static final String READER = "reader";

  private final EmbeddedPostgres server;
  private int databases;

  PacsServer() throws IOException, SQLException {
    server =
        EmbeddedPostgres.builder()
            .setPGStartupWait(Duration.ofMinutes(1))
            .setServerConfig("fsync", "off")
            .start();
    run("postgres", "CREATE ROLE %s LOGIN".formatted(READER));
  }

  /** An empty database of one version, of which {@link #READER} may read the tables and no more. */
  PacsDatabase database(PacsSchema schema) throws SQLException {
    String name = "pacsdb%d".formatted(databases++);
    run("postgres", "CREATE DATABASE " + name);
    PacsDatabase database = new PacsDatabase(this, name, schema);
    database.run(schema.sql());
    database.run("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + READER);
    return database;
  }

  /** Address of a database for that reader. */
  PostgresAddress address(String database) {
    return new PostgresAddress("localhost", server.getPort(), database, READER);
  }

  Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(server.getJdbcUrl("postgres", database));
  }

  private void run(String database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
