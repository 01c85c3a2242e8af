package org.migrationauditor.verifier.compare;

import java.sql.SQLException;
import org.migrationauditor.verifier.inventory.UnreadEntry;
import org.migrationauditor.verifier.manifest.Database;

/**
 * What inventories of samples leave unchecked: entries that are on both sides, of one size, and
 * were not read on at least one because they are not in its sample. All of them are one finding,
 * since they may be most of an archive.
 */
final class Samples {
  /** Condition on {@code b} and {@code a}, rows of {@code before} and {@code after}. */
  static final String LEFT_OUT =
      """
      coalesce(b.form = a.form AND b.bytes = a.bytes
        AND %1$s IN (b.problem, a.problem)
        AND (b.complete OR b.problem = %1$s) AND (a.complete OR a.problem = %1$s), false)
      """
          .formatted(Database.quoted(UnreadEntry.SAMPLED_OUT));

  private static final String ANY =
      """
      SELECT count(*) FROM (SELECT problem FROM before UNION ALL SELECT problem FROM after)
      WHERE problem = %s
      """
          .formatted(Database.quoted(UnreadEntry.SAMPLED_OUT));

  private static final String COUNT =
      "SELECT count(*) FROM before b JOIN after a ON a.key = b.key WHERE " + LEFT_OUT;

  private static final String FINDING =
      """
      INSERT INTO finding BY NAME
      SELECT 'NOT_COMPARED' AS code, './' AS key, 'unassigned' AS owner, true AS read,
        format('{} entries are on both sides with the same size, and their content was not read', $1)
          AS detail
      WHERE $1 > 0
      """;

  private Samples() {}

  /** Adds what was left unchecked to the findings; its count. */
  static long unchecked(Database database) throws SQLException {
    long count = database.number(ANY) == 0 ? 0 : database.number(COUNT);
    database.run(FINDING, count);
    return count;
  }
}
