package org.migrationauditor.verifier.pacsdb;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.archive.Secrets;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.InventorySource;
import org.migrationauditor.verifier.inventory.UnreadEntry;
import org.migrationauditor.verifier.postgres.PostgresAddress;
import org.migrationauditor.verifier.postgres.PostgresProblem;
import org.migrationauditor.verifier.postgres.ReadOnlyTransaction;

/**
 * Records of a dcm4chee archive: an entry for every location, for every instance without one, and
 * for every file of metadata. All of them are as they were at one moment, in one transaction that
 * may only read. No entry has a digest of content, since none is read here; what the archive
 * recorded is a claim. No table of patients is read.
 */
final class PacsDatabaseSource implements InventorySource {
  private static final int PAGE = 1000;
  private static final int STATEMENT_MINUTES = 30;

  private final PostgresAddress address;
  private final Secrets secrets;

  PacsDatabaseSource(PostgresAddress address, Secrets secrets) {
    this.address = address;
    this.secrets = secrets;
  }

  /** A record as it was listed; there is nothing more to read of it. */
  private record Row(InventoryEntry entry) implements UnreadEntry {
    @Override
    public long bytes() {
      return 0;
    }

    @Override
    public InventoryEntry read(LongConsumer advanced) {
      return entry;
    }
  }

  @Override
  public View view() {
    return View.PACS_DATABASE;
  }

  @Override
  public String place() {
    return address.toString();
  }

  @Override
  public boolean listsCheaply() {
    return false;
  }

  @Override
  public void list(Listing listing) throws IOException, InterruptedException {
    try (Connection connection = open()) {
      try (Statement settings = connection.createStatement()) {
        settings.execute("SET LOCAL statement_timeout = '%dmin'".formatted(STATEMENT_MINUTES));
      }
      Schema schema = Schema.of(connection);
      for (Query query : Query.values()) {
        list(connection, query.sql(schema), query, listing);
      }
    } catch (SQLException e) {
      throw PostgresProblem.of(e, PacsDatabaseScheme.PASSWORD);
    }
  }

  private static void list(Connection connection, String sql, Query query, Listing listing)
      throws SQLException, InterruptedException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(PAGE);
      @Nullable Long last = Long.MIN_VALUE;
      while (last != null) {
        statement.setLong(1, last);
        statement.setInt(2, PAGE);
        last = page(statement, query, listing);
      }
    }
  }

  /** Lists one page; gives its last key, null when it was empty. */
  private static @Nullable Long page(PreparedStatement statement, Query query, Listing listing)
      throws SQLException, InterruptedException {
    @Nullable Long last = null;
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        last = rows.getLong("page_key");
        listing.found(new Row(query.entry(rows)));
      }
    }
    return last;
  }

  Connection open() throws SQLException {
    return ReadOnlyTransaction.open(
        address,
        secrets.get(PacsDatabaseScheme.PASSWORD),
        Duration.ofMinutes(STATEMENT_MINUTES + 1));
  }
}
