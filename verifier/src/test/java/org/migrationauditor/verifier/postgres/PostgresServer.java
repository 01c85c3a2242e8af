package org.migrationauditor.verifier.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;
import org.migrationauditor.verifier.archive.Secrets;

/** A real PostgreSQL, of the newest version or of the one that Kaapana 0.1.3 and 0.2.2 bring. */
public final class PostgresServer implements AutoCloseable {
  static final String READER = "reader";

  private static final Path OLD = Path.of("target", "old-postgres.jar"); // for Intel and Linux only
  private static final Secrets NO_SECRETS = secret -> null;

  private final EmbeddedPostgres server;
  private int databases;

  private PostgresServer(EmbeddedPostgres.Builder builder) throws IOException, SQLException {
    server =
        builder
            .setPGStartupWait(Duration.ofMinutes(1))
            .setServerConfig("fsync", "off")
            .setLocaleConfig("locale", "C")
            .setLocaleConfig("encoding", "UTF8")
            .start();
    run("postgres", "CREATE ROLE %s LOGIN; CREATE ROLE clinician".formatted(READER));
  }

  /** The newest version. */
  static PostgresServer newest() throws IOException, SQLException {
    return new PostgresServer(EmbeddedPostgres.builder());
  }

  /** The newest version, whose data directory stays when it is stopped. */
  public static PostgresServer newestIn(Path data) throws IOException, SQLException {
    return new PostgresServer(keeping(EmbeddedPostgres.builder(), data));
  }

  /** PostgreSQL 9.6, of which there are programs for one kind of machine. */
  static PostgresServer old() throws IOException, SQLException {
    return new PostgresServer(oldPrograms());
  }

  /** PostgreSQL 9.6, whose data directory stays when it is stopped. */
  public static PostgresServer oldIn(Path data) throws IOException, SQLException {
    return new PostgresServer(keeping(oldPrograms(), data));
  }

  private static EmbeddedPostgres.Builder oldPrograms() {
    Assumptions.assumeTrue(
        System.getenv("CI") != null || "amd64".equals(System.getProperty("os.arch")));
    PgBinaryResolver programs = (system, machine) -> packed(OLD);
    return EmbeddedPostgres.builder().setPgBinaryResolver(programs);
  }

  private static EmbeddedPostgres.Builder keeping(EmbeddedPostgres.Builder builder, Path data) {
    return builder.setDataDirectory(data).setCleanDataDirectory(false);
  }

  private static InputStream packed(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry entry = zip.getEntry("postgres-linux-x86_64.txz");
      return new ByteArrayInputStream(zip.getInputStream(entry).readAllBytes());
    }
  }

  /** A new database. */
  String database() throws SQLException {
    return database("template0");
  }

  /** A copy of a database nobody uses. */
  String database(String template) throws SQLException {
    String name = "db%d".formatted(databases++);
    run("postgres", "CREATE DATABASE %s TEMPLATE %s".formatted(name, template));
    return name;
  }

  public void run(String database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(server.getJdbcUrl("postgres", database));
  }

  String address(String database) {
    return "postgresql://localhost:%d/%s".formatted(server.getPort(), database);
  }

  PostgresSource source(String database, String user) {
    return new PostgresSource(
        new PostgresAddress("localhost", server.getPort(), database, user), NO_SECRETS);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
