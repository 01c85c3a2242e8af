package org.migrationauditor.verifier.postgres;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.verifier.digest.Sha256;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.EntryState;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.InventorySource.Listing;
import org.migrationauditor.verifier.inventory.Recorded;
import org.migrationauditor.verifier.inventory.UnreadEntry;

/**
 * Entries of what a database defines. The attributes of one are {@code owner}, {@code grants} and
 * {@code written-by}, the server's major version, where another may write the same expression
 * otherwise.
 */
record Definitions(Connection connection, ServerVersion version) {
  private static final int PAGE = 500;
  private static final int FIRST_USER_OID = 16384; // FirstNormalObjectId of transam.h

  /** Kinds of objects of which nothing more is told than that there are some. */
  private static final Map<String, String> UNKNOWN =
      Map.ofEntries(
          Map.entry("pg_am", "access methods"),
          Map.entry("pg_cast", "casts"),
          Map.entry("pg_collation", "collations"),
          Map.entry("pg_conversion", "conversions"),
          Map.entry("pg_event_trigger", "event triggers"),
          Map.entry("pg_foreign_data_wrapper", "foreign-data wrappers"),
          Map.entry("pg_foreign_server", "foreign servers"),
          Map.entry("pg_language", "languages"),
          Map.entry("pg_opclass", "operator classes"),
          Map.entry("pg_operator", "operators"),
          Map.entry("pg_publication", "publications"),
          Map.entry("pg_transform", "transforms"),
          Map.entry("pg_ts_config", "text search configurations"),
          Map.entry("pg_ts_dict", "text search dictionaries"));

  void list(Listing listing) throws SQLException, InterruptedException {
    for (Definition definition : Definition.values()) {
      try (Statement statement = connection.createStatement()) {
        statement.setFetchSize(PAGE);
        try (ResultSet row = statement.executeQuery(definition.sql(version))) {
          while (row.next()) {
            found(listing, entry(row));
          }
        }
      }
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(countUnknown())) {
      while (row.next()) {
        if (row.getLong(2) > 0) {
          found(listing, unknown(row.getString(1), row.getLong(2)));
        }
      }
    }
  }

  private static void found(Listing listing, InventoryEntry entry) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    listing.found(UnreadEntry.settled(entry));
  }

  private InventoryEntry entry(ResultSet row) throws SQLException {
    List<String> names = Arrays.asList((String[]) row.getArray(2).getArray());
    String key = ObjectKey.of(row.getString(1), names);
    @Nullable String text = row.getString(3);
    if (text == null) {
      return PostgresSource.incomplete(key, EntryKind.DEFINITION, "vanished while it was read");
    }
    SortedMap<String, String> attributes = attributes(row.getString(5), row.getString(6));
    if (row.getBoolean(4)) {
      attributes.put("written-by", version.major());
    }
    return definition(key, EntryKind.DEFINITION, text, attributes);
  }

  /** An entry whose content is a text. */
  static InventoryEntry definition(
      String key, EntryKind kind, String text, SortedMap<String, String> attributes) {
    return new InventoryEntry(
        key,
        kind,
        InventoryEntry.UNKNOWN_BYTES,
        Sha256.of(text.getBytes(StandardCharsets.UTF_8)),
        PostgresSource.OWNER,
        null,
        new Recorded(EntryState.PRESENT, null, attributes),
        true,
        "");
  }

  static SortedMap<String, String> attributes(@Nullable String owner, @Nullable String grants) {
    SortedMap<String, String> attributes = new TreeMap<>();
    if (owner != null) {
      attributes.put("owner", owner);
    }
    if (grants != null && !grants.isEmpty()) {
      attributes.put("grants", grants);
    }
    return attributes;
  }

  private String countUnknown() throws SQLException {
    return UNKNOWN.keySet().stream()
        .filter(catalog -> version.atLeast(10) || !catalog.equals("pg_publication"))
        .filter(catalog -> version.number() >= 90600 || !catalog.equals("pg_am"))
        .sorted()
        .map(
            catalog ->
                "SELECT '%1$s', count(*) FROM %1$s c WHERE c.oid >= %2$d AND %3$s"
                    .formatted(catalog, FIRST_USER_OID, Sql.noPart(catalog, "c.oid")))
        .collect(
            Collectors.joining(
                " UNION ALL ",
                "",
                " UNION ALL SELECT 'pg_type', count(*) FROM pg_type c WHERE c.oid >= %d AND"
                        .formatted(FIRST_USER_OID)
                    + " c.typtype = 'b' AND c.typelem = 0 AND "
                    + Sql.noPart("pg_type", "c.oid")));
  }

  private static InventoryEntry unknown(String catalog, long count) {
    return PostgresSource.incomplete(
        ObjectKey.of("other", catalog),
        EntryKind.DEFINITION,
        "%d %s, which are not looked at".formatted(count, UNKNOWN.getOrDefault(catalog, "types")));
  }
}
