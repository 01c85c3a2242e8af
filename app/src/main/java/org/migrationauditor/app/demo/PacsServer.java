package org.migrationauditor.app.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.migrationauditor.rehearsal.RehearsalHost;

/**
 * The database of a rehearsal host's PACS: a real PostgreSQL with the rows of the old platform, as
 * behind a forwarded port, and without a password.
 */
final class PacsServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String NAME = "pacsdb";

  private final EmbeddedPostgres server;

  private PacsServer(EmbeddedPostgres server) {
    this.server = server;
  }

  /**
   * Starts it on the port.
   *
   * @throws IOException if it does not start
   */
  static PacsServer start(RehearsalHost host, int port) throws IOException {
    Path folder = Files.createDirectories(host.databaseFolder());
    PacsServer started =
        new PacsServer(
            EmbeddedPostgres.builder()
                .setPort(port)
                .setOverrideWorkingDirectory(folder.toFile())
                .setDataDirectory(folder.resolve("data"))
                .setServerConfig("fsync", "off")
                .setPGStartupWait(PATIENCE)
                .setErrorRedirector(Redirect.DISCARD)
                .setOutputRedirector(Redirect.DISCARD)
                .start());
    try {
      started.run("postgres", "CREATE DATABASE " + NAME);
      started.run("postgres", "CREATE ROLE pacs LOGIN");
      started.run(NAME, Files.readString(host.pacsRows()));
      started.run(NAME, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO pacs");
      return started;
    } catch (IOException | RuntimeException e) {
      started.close();
      throw e;
    }
  }

  private void run(String database, String sql) throws IOException {
    try (Connection connection =
            DriverManager.getConnection(server.getJdbcUrl("postgres", database));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IOException("database '%s': %s".formatted(database, e.getMessage()), e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
