package org.migrationauditor.verifier.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.InventorySource.Listing;
import org.migrationauditor.verifier.inventory.UnreadEntry;

/**
 * Sequences, each by its parameters and its last value, which is also the attribute {@code
 * last-value}. No transaction hides that others draw from a sequence meanwhile. How many values a
 * session draws ahead is left out.
 */
record Sequences(Connection connection) {
  private static final String ALL =
      """
      SELECT c.oid, n.nspname, c.relname, quote_ident(n.nspname) || '.' || quote_ident(c.relname),
        pg_get_userbyid(c.relowner), %s,
        has_schema_privilege(n.oid, 'USAGE') AND has_sequence_privilege(c.oid, 'SELECT')
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'S' AND c.relpersistence <> 't' AND %s AND %s
      """
          .formatted(
              Sql.grants("c.relacl", "s", "c.relowner"),
              Sql.OF_USERS,
              Sql.noMember("pg_class", "c.oid"));

  private record Sequence(
      long oid, String key, String name, SortedMap<String, String> attributes, boolean readable) {}

  void list(Listing listing) throws SQLException, InterruptedException {
    List<Sequence> sequences = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(ALL)) {
      while (row.next()) {
        sequences.add(
            new Sequence(
                row.getLong(1),
                ObjectKey.of("sequence", row.getString(2), row.getString(3)),
                row.getString(4),
                Definitions.attributes(row.getString(5), row.getString(6)),
                row.getBoolean(7)));
      }
    }
    for (Sequence sequence : sequences) {
      listing.found(
          UnreadEntry.settled(
              new Attempts(connection)
                  .read(sequence.key, EntryKind.SEQUENCE, () -> entry(sequence))));
    }
  }

  private InventoryEntry entry(Sequence sequence) throws SQLException {
    if (!sequence.readable) {
      return PostgresSource.incomplete(
          sequence.key, EntryKind.SEQUENCE, "may not be read by this user");
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(one(sequence))) {
      row.next();
      sequence.attributes.put("last-value", row.getString(2));
      return Definitions.definition(
          sequence.key, EntryKind.SEQUENCE, row.getString(1), sequence.attributes);
    }
  }

  /** Before version 10 all sequences were of type bigint, whose OID is 20. */
  private static String one(Sequence sequence) {
    return """
        SELECT json_build_array(p ->> 'start_value', p ->> 'minimum_value', p ->> 'maximum_value',
          p ->> 'increment', p ->> 'cycle_option', coalesce(p ->> 'data_type', '20'),
          s.last_value, s.is_called)::text, s.last_value
        FROM %s s, to_json(pg_sequence_parameters(%d)) p
        """
        .formatted(sequence.name, sequence.oid);
  }
}
