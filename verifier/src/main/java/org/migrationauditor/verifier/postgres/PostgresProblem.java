package org.migrationauditor.verifier.postgres;

import java.io.IOException;
import java.sql.SQLException;

/**
 * Sentences for what a database did not do, by the code of its SQLSTATE (PostgreSQL, appendix A). A
 * server's own words may quote a value, so none of them is repeated.
 */
public final class PostgresProblem {
  private static final int CLASS = 2;

  private PostgresProblem() {}

  /** What was in the way of one object, in one clause. */
  static String clause(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return switch (state) {
      case "42501" -> "may not be read by this user";
      case "42P01", "42704" -> "vanished while it was read";
      case "55P03" -> "was locked by another session for too long";
      case "XX001", "XX002" -> "is damaged in the database (SQLSTATE %s)".formatted(state);
      default -> "could not be read (SQLSTATE %s)".formatted(state);
    };
  }

  /**
   * What a database as a whole did not do.
   *
   * @param password name of the secret that holds it
   */
  public static IOException of(SQLException e, String password) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    String family = state.length() < CLASS ? "" : state.substring(0, CLASS);
    String problem =
        switch (family) {
          case "08" ->
              "could not be reached or broke the connection off; nothing was kept, look at"
                  + " host, port and network";
          case "28" -> "refused the login; nothing was read, look at the user and at " + password;
          case "3D" -> "is not on that server; nothing was read, look at the database's name";
          case "42" ->
              state.equals("42501")
                  ? "does not let this user read it; nothing was kept, grant SELECT on its tables"
                  : "did not understand a query (SQLSTATE %s); nothing was kept, say so to us"
                      .formatted(state);
          case "57" ->
              "ended a query that took too long or was cancelled; nothing was kept, take the"
                  + " inventory again";
          default ->
              "could not be read (SQLSTATE %s); nothing was kept, look at the server's log"
                  .formatted(state);
        };
    return new IOException(problem, e);
  }
}
