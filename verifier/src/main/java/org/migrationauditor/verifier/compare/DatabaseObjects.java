package org.migrationauditor.verifier.compare;

import java.sql.SQLException;
import org.migrationauditor.verifier.manifest.Database;

/**
 * What differs in a changed object of a database. Text that a server wrote from an expression is
 * compared only with what the same major version wrote.
 */
final class DatabaseObjects {
  /** Text of a finding by its code, as branches of a CASE. */
  static final String DETAIL =
      """
      WHEN 'ROWS_DIFFER' THEN
        format('{} rows in the first inventory, {} in the second, not the same',
          attribute_value(b.attributes, 'rows'), attribute_value(a.attributes, 'rows'))
      WHEN 'SEQUENCE_DIFFERS' THEN
        format('last value {} in the first inventory, {} in the second, or other parameters',
          attribute_value(b.attributes, 'last-value'), attribute_value(a.attributes, 'last-value'))
      WHEN 'DEFINITION_DIFFERS' THEN 'defined otherwise'
      WHEN 'DEFINITION_REWRITTEN' THEN
        format('written by PostgreSQL {} in the first inventory, by {} in the second',
          attribute_value(b.attributes, 'written-by'), attribute_value(a.attributes, 'written-by'))
      """;

  private static final String CHANGED =
      """
      CREATE TEMP TABLE changed_object AS
      SELECT c.key,
        CASE
          WHEN a.kind = 'TABLE' THEN 'ROWS_DIFFER'
          WHEN a.kind = 'SEQUENCE' THEN 'SEQUENCE_DIFFERS'
          WHEN attribute_value(b.attributes, 'written-by')
            <> attribute_value(a.attributes, 'written-by') THEN 'DEFINITION_REWRITTEN'
          ELSE 'DEFINITION_DIFFERS'
        END AS code
      FROM at_its_place c
      JOIN differing_before b ON b.key = c.key
      JOIN differing_after a ON a.key = c.key
      WHERE c.code = 'DIGEST_MISMATCH' AND b.kind = a.kind
        AND a.kind IN ('TABLE', 'SEQUENCE', 'DEFINITION')
      """;

  private DatabaseObjects() {}

  /** Makes the table {@code changed_object}; needs {@code at_its_place}. */
  static void find(Database database) throws SQLException {
    database.run(CHANGED);
  }
}
