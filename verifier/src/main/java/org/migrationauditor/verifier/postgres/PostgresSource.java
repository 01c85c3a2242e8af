package org.migrationauditor.verifier.postgres;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.archive.Secrets;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.EntryState;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.InventorySource;
import org.migrationauditor.verifier.inventory.Recorded;

/**
 * What a database holds, as one read-only transaction sees it: every definition, every sequence,
 * and the rows of every table by one digest. The entries are the same before a dump and after its
 * restore, also into a newer major version; no value of a row is in any of them.
 *
 * <p>Told are schemas, tables, views, their columns, defaults, constraints, indexes, triggers,
 * rules and policies, functions, types, extensions, owners and grants. Not told are comments,
 * security labels, tablespaces, storage settings of columns, extended statistics, default
 * privileges, and what belongs to the server and to no database, such as roles. Any other kind of
 * object is an incomplete entry, so that it is not passed over.
 *
 * <p>As with any reading, a table is locked against being altered or dropped (ACCESS SHARE) from
 * when it is read until the inventory ends. Memory is bounded by the largest row.
 */
final class PostgresSource implements InventorySource {
  /** Rows and definitions serve the platform. */
  static final OwnerKey OWNER = new OwnerKey("platform");

  private static final Duration SILENCE = Duration.ofMinutes(10);

  private final PostgresAddress address;
  private final Secrets secrets;

  PostgresSource(PostgresAddress address, Secrets secrets) {
    this.address = address;
    this.secrets = secrets;
  }

  @Override
  public View view() {
    return View.POSTGRES;
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
    try (Connection connection = ReadOnlyTransaction.open(address, password(), SILENCE)) {
      ServerVersion version = ServerVersion.of(connection);
      PinnedSettings.apply(connection);
      new Definitions(connection, version).list(listing);
      new Sequences(connection).list(listing);
      new Tables(connection).list(listing);
      new LargeObjects(connection).list(listing);
    } catch (SQLException e) {
      throw PostgresProblem.of(e, PostgresScheme.PASSWORD);
    }
  }

  private @Nullable String password() {
    @Nullable String own = secrets.get(PostgresScheme.passwordOf(address.user()));
    return own == null ? secrets.get(PostgresScheme.PASSWORD) : own;
  }

  /** An entry of rows, whose count is the attribute {@code rows}. */
  static InventoryEntry rows(String key, RowDigest rows) {
    SortedMap<String, String> attributes = new TreeMap<>();
    attributes.put("rows", Long.toString(rows.rows()));
    return new InventoryEntry(
        key,
        EntryKind.TABLE,
        InventoryEntry.UNKNOWN_BYTES,
        rows.digest(),
        OWNER,
        null,
        new Recorded(EntryState.PRESENT, null, attributes),
        true,
        "");
  }

  static InventoryEntry incomplete(String key, EntryKind kind, String problem) {
    return InventoryEntry.incomplete(key, kind, InventoryEntry.UNKNOWN_BYTES, OWNER, problem);
  }
}
