package org.migrationauditor.verifier.postgres;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Version of a server.
 *
 * @param number as in {@code server_version_num}, such as 90624 or 180006
 */
record ServerVersion(int number) {
  private static final int OLDEST = 90500;
  private static final int MAJOR = 10000;
  private static final int OLD_MAJOR = 100;

  /**
   * Asks a server.
   *
   * @throws IOException if it is older than what is known here
   */
  static ServerVersion of(Connection connection) throws SQLException, IOException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW server_version_num")) {
      row.next();
      ServerVersion version = new ServerVersion(row.getInt(1));
      if (version.number < OLDEST) {
        throw new IOException(
            "is of PostgreSQL %s; nothing was read, only 9.5 and newer are known"
                .formatted(version.major()));
      }
      return version;
    }
  }

  boolean atLeast(int major) {
    return number >= major * MAJOR;
  }

  /** Such as {@code 9.6} or {@code 18}. */
  String major() {
    return atLeast(10)
        ? Integer.toString(number / MAJOR)
        : "%d.%d".formatted(number / MAJOR, number / OLD_MAJOR % OLD_MAJOR);
  }
}
