package org.migrationauditor.verifier.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.InventorySource.Listing;
import org.migrationauditor.verifier.inventory.UnreadEntry;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Tables by their rows: of ordinary and unlogged tables, each partition by itself, and materialised
 * views that are filled. A partitioned table has no rows but those of its partitions. Rows of a
 * foreign table lie elsewhere and are not fetched.
 *
 * <p>The canonical form of a row is its line in the text format of COPY, the line feed included,
 * columns in the table's order, in UTF-8. Floating-point numbers, geometric values and arrays of
 * these stand in it by the bytes of their binary form, since versions before 12 write them
 * otherwise. Where such values are inside a composite type, a range or a domain over a domain, a
 * server before 12 and a newer one may give different digests of equal rows, never the same digest
 * of different ones.
 */
record Tables(Connection connection) {
  private static final String ALL =
      """
      SELECT c.oid, n.nspname, c.relname, c.relkind = 'f' AS elsewhere, c.relfilenode,
        has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT') AS readable,
        row_security_active(c.oid) AS filtered,
        'COPY (SELECT ' || coalesce((
          SELECT string_agg(CASE
              WHEN b.oid IN (%1$s) OR b.typcategory = 'A' AND b.typelem IN (%1$s)
                THEN b.typsend::text || '(' || quote_ident(a.attname) || ')'
              ELSE quote_ident(a.attname) END, ', ' ORDER BY a.attnum)
          FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
            JOIN pg_type b ON b.oid = CASE t.typbasetype WHEN 0 THEN t.oid ELSE t.typbasetype END
          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '')
        || ' FROM ONLY ' || quote_ident(n.nspname) || '.' || quote_ident(c.relname)
        || ') TO STDOUT' AS copy
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE (c.relkind IN ('r', 'f') OR c.relkind = 'm' AND c.relispopulated)
        AND c.relpersistence <> 't' AND %2$s
        AND (%3$s OR EXISTS (SELECT 1 FROM pg_extension x WHERE c.oid = ANY (x.extconfig)))
      """
          .formatted(
              "'float4'::regtype, 'float8'::regtype, 'point'::regtype, 'lseg'::regtype,"
                  + " 'path'::regtype, 'box'::regtype, 'polygon'::regtype, 'line'::regtype,"
                  + " 'circle'::regtype",
              Sql.OF_USERS,
              Sql.noMember("pg_class", "c.oid"));

  private record Table(
      long oid,
      String key,
      boolean elsewhere,
      long file,
      boolean readable,
      boolean filtered,
      String copy) {}

  void list(Listing listing) throws SQLException, InterruptedException {
    for (Table table : tables()) {
      listing.found(
          UnreadEntry.settled(
              new Attempts(connection).read(table.key, EntryKind.TABLE, () -> entry(table))));
    }
  }

  private List<Table> tables() throws SQLException {
    List<Table> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(ALL)) {
      while (row.next()) {
        tables.add(
            new Table(
                row.getLong("oid"),
                ObjectKey.of("rows", row.getString("nspname"), row.getString("relname")),
                row.getBoolean("elsewhere"),
                row.getLong("relfilenode"),
                row.getBoolean("readable"),
                row.getBoolean("filtered"),
                row.getString("copy")));
      }
    }
    return tables;
  }

  private InventoryEntry entry(Table table) throws SQLException, InterruptedException {
    if (table.elsewhere) {
      return incomplete(table, "is a foreign table, whose rows were not fetched from elsewhere");
    }
    if (!table.readable) {
      return incomplete(table, "may not be read by this user");
    }
    if (table.filtered) {
      return incomplete(table, "has row-level security, which hides rows from this user");
    }
    RowDigest rows = rows(table);
    return file(table) == table.file
        ? PostgresSource.rows(table.key, rows)
        : incomplete(table, "was emptied or written anew while the inventory was taken");
  }

  private static InventoryEntry incomplete(Table table, String problem) {
    return PostgresSource.incomplete(table.key, EntryKind.TABLE, problem);
  }

  private RowDigest rows(Table table) throws SQLException, InterruptedException {
    RowDigest rows = new RowDigest();
    CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(table.copy);
    byte[] row;
    while ((row = copy.readFromCopy()) != null) { // a message is a row
      rows.add(row);
      if (Thread.interrupted()) {
        throw new InterruptedException(); // the end of the connection ends the query
      }
    }
    return rows;
  }

  /**
   * Which file a table has now, which the lock of the reading keeps so. TRUNCATE and whatever
   * writes a table anew give it another, and show its rows to no older transaction.
   */
  private long file(Table table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT pg_relation_filenode(%d)".formatted(table.oid))) {
      row.next();
      return row.getLong(1);
    }
  }
}
