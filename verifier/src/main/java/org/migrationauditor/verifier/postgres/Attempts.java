package org.migrationauditor.verifier.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;

/** Reads one object after another in one transaction, which outlives an object that fails. */
record Attempts(Connection connection) {
  /** Reads one object. */
  @FunctionalInterface
  interface Attempt {
    InventoryEntry read() throws SQLException, InterruptedException;
  }

  /**
   * An object as it was read, or as one that could not be.
   *
   * @throws SQLException if nothing more can be read at all
   */
  InventoryEntry read(String key, EntryKind kind, Attempt attempt)
      throws SQLException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    Savepoint before = connection.setSavepoint();
    InventoryEntry entry;
    try {
      entry = attempt.read();
    } catch (SQLException e) {
      connection.rollback(before);
      entry = PostgresSource.incomplete(key, kind, PostgresProblem.clause(e));
    }
    connection.releaseSavepoint(before);
    return entry;
  }
}
