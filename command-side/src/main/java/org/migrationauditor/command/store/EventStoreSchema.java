package org.migrationauditor.command.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** The schema {@code event_store}, and the application's role that may only add to it. */
public final class EventStoreSchema {
  static final String NAME = "event_store";
  static final String TABLE = NAME + ".domain_event";

  private static final long LOCK = 0x4D69_6741_7564_6974L; // any number, the same everywhere

  private EventStoreSchema() {}

  /**
   * Makes the application's role where there is none, and brings the schema to this version's
   * shape. Safe to call from several processes at once; each returns when the schema is ready.
   *
   * @throws DatabaseUnavailableException when the database cannot be reached, is not in UTF-8, or
   *     the application's role could change what is stored
   */
  public static void migrate(DatabaseAccess access) {
    if (access.applicationUser().equals(access.ownerUser())) {
      throw refused(access, "application and owner are the same role", null);
    }
    try (Connection owner =
            DriverManager.getConnection(access.url(), access.ownerUser(), access.ownerPassword());
        Statement statement = owner.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(" + LOCK + ")"); // until the connection closes
      if (!"UTF8".equals(text(owner, "SELECT current_setting('server_encoding')"))) {
        throw refused(access, "its encoding is not UTF-8", null);
      }
      makeApplicationRole(owner, access);
      flyway(access).migrate();
      if (mayChangeHistory(owner, access)) {
        throw refused(
            access,
            "role '" + access.applicationUser() + "' may change or remove stored events",
            null);
      }
    } catch (SQLException | FlywayException e) {
      throw refused(access, firstLine(e), e);
    }
  }

  private static Flyway flyway(DatabaseAccess access) {
    return Flyway.configure()
        .dataSource(access.url(), access.ownerUser(), access.ownerPassword())
        .schemas(NAME)
        .locations("classpath:db/event_store")
        .placeholders(Map.of("applicationRole", access.applicationUser()))
        .load();
  }

  private static void makeApplicationRole(Connection owner, DatabaseAccess access)
      throws SQLException {
    if (!text(owner, "SELECT rolname FROM pg_roles WHERE rolname = ?", access.applicationUser())
        .isEmpty()) {
      return;
    }
    try (Statement statement = owner.createStatement()) {
      statement.execute(
          "CREATE ROLE " + statement.enquoteIdentifier(access.applicationUser(), true) + " LOGIN");
    }
    // sends a hash, so that no log of the server ever holds the password
    owner
        .unwrap(PGConnection.class)
        .alterUserPassword(
            access.applicationUser(), access.applicationPassword().toCharArray(), "scram-sha-256");
  }

  private static boolean mayChangeHistory(Connection owner, DatabaseAccess access)
      throws SQLException {
    String may =
        text(
            owner,
            """
            SELECT bool_or(has_table_privilege(r.oid, c.oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER')
                OR pg_has_role(r.oid, c.relowner, 'MEMBER'))
            FROM pg_roles r, pg_class c
            WHERE r.rolname = ? AND c.oid IN ('event_store.domain_event'::regclass,
                'event_store.sealed_event'::regclass, 'event_store.subtree'::regclass,
                'event_store.head'::regclass,
                'event_store.person'::regclass)
            """,
            access.applicationUser());
    return !"f".equals(may);
  }

  /** First column of the first row; empty when there is none. */
  private static String text(Connection connection, String sql, String... parameters)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        query.setString(i + 1, parameters[i]);
      }
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? rows.getString(1) : "";
      }
    }
  }

  private static String firstLine(Exception e) {
    Throwable cause = e;
    while (cause.getCause() != null && !(cause instanceof SQLException)) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given");
  }

  private static DatabaseUnavailableException refused(
      DatabaseAccess access, String what, @Nullable Exception cause) {
    return new DatabaseUnavailableException(
        "event store: database '"
            + access.place()
            + "': "
            + what
            + "; no migration was touched, look at the database's settings and roles",
        cause);
  }
}
