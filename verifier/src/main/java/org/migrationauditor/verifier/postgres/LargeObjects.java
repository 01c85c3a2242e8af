package org.migrationauditor.verifier.postgres;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.migrationauditor.verifier.digest.Sha256;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.InventorySource.Listing;
import org.migrationauditor.verifier.inventory.UnreadEntry;

/**
 * Large objects, all of them as one table of numbers and contents; no entry where there are none.
 */
record LargeObjects(Connection connection) {
  private static final String KEY = ObjectKey.of("rows", "pg_catalog", "pg_largeobject");
  private static final int PAGE = 10_000;
  private static final int CHUNK = 1 << 20;

  void list(Listing listing) throws SQLException, InterruptedException {
    RowDigest rows = new RowDigest();
    InventoryEntry entry =
        new Attempts(connection)
            .read(
                KEY,
                EntryKind.TABLE,
                () -> {
                  read(rows);
                  return PostgresSource.rows(KEY, rows);
                });
    if (rows.rows() > 0 || !entry.complete()) {
      listing.found(UnreadEntry.settled(entry));
    }
  }

  private void read(RowDigest rows) throws SQLException, InterruptedException {
    long last = -1;
    List<Long> page = page(last);
    while (!page.isEmpty()) {
      for (long object : page) {
        rows.addDigest(digest(object));
      }
      last = page.get(page.size() - 1);
      page = page(last);
    }
  }

  private List<Long> page(long last) throws SQLException {
    List<Long> page = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT oid::bigint FROM pg_largeobject_metadata WHERE oid::bigint > %d
                ORDER BY oid LIMIT %d
                """
                    .formatted(last, PAGE))) {
      while (row.next()) {
        page.add(row.getLong(1));
      }
    }
    return page;
  }

  private byte[] digest(long object) throws SQLException, InterruptedException {
    MessageDigest sha256 = Sha256.start();
    sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(object).flip());
    try (PreparedStatement get =
        connection.prepareStatement("SELECT lo_get(%d, ?, %d)".formatted(object, CHUNK))) {
      long offset = 0;
      byte[] chunk;
      do {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        get.setLong(1, offset);
        try (ResultSet row = get.executeQuery()) {
          row.next();
          chunk = row.getBytes(1);
        }
        sha256.update(chunk);
        offset += chunk.length;
      } while (chunk.length == CHUNK);
    }
    return sha256.digest();
  }
}
