package org.migrationauditor.app.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.migrationauditor.rehearsal.RehearsalHost;
import org.springframework.util.FileSystemUtils;

/**
 * The database of a rehearsal host's PACS: a real PostgreSQL with the rows of the platform that
 * runs, as behind a forwarded port: the role that reads them needs no password, and may do nothing
 * else.
 */
final class PacsServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String NAME = "pacsdb";

  private static final int SECRET_BYTES = 16;

  private final EmbeddedPostgres server;
  private String password = "";

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
    endLeftOver(folder.resolve("data"));
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
      started.keepToItself(folder.resolve("data"));
      started.run(NAME, host.pacsRows());
      started.run(NAME, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO pacs");
      return started;
    } catch (IOException | RuntimeException e) {
      started.close();
      throw e;
    }
  }

  /** One whose practice was killed goes on otherwise, and keeps its folder from being used. */
  private static void endLeftOver(Path data) throws IOException {
    Path pid = data.resolve("postmaster.pid");
    if (Files.exists(pid)) {
      ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).getFirst().strip()))
          .filter(process -> process.info().commandLine().orElse("").contains(data.toString()))
          .ifPresent(PacsServer::end);
    }
    if (Files.exists(data)) {
      FileSystemUtils.deleteRecursively(data);
    }
  }

  private static void end(ProcessHandle process) {
    process.destroy();
    process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** From here on only the role that reads gets in, and only to those rows. */
  private void keepToItself(Path data) throws IOException {
    Files.writeString(
        data.resolve("pg_hba.conf"),
        """
        host %1$s pacs 127.0.0.1/32 trust
        host %1$s pacs ::1/128 trust
        host all postgres 127.0.0.1/32 scram-sha-256
        host all postgres ::1/128 scram-sha-256
        """
            .formatted(NAME));
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    password = HexFormat.of().formatHex(secret);
    run("postgres", "ALTER ROLE postgres PASSWORD '" + password + "'; SELECT pg_reload_conf()");
  }

  private void run(String database, String sql) throws IOException {
    try (Connection connection =
            DriverManager.getConnection(
                server.getJdbcUrl("postgres", database), "postgres", password);
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
