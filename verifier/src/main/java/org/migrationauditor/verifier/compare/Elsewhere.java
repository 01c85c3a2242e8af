package org.migrationauditor.verifier.compare;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.migrationauditor.verifier.manifest.Database;

/**
 * What a comparison finds in other places: what is missing at its place or extra, and has its bytes
 * at another. Entries are taken as a multiset: of those with the same bytes the first missing one
 * belongs to the first extra one, and so on, so that each entry of either side is in one finding at
 * most. Only entries of one owner belong together, and a file without bytes is like none other.
 */
final class Elsewhere {
  private static final List<String> STATEMENTS =
      List.of(
          """
          CREATE TEMP TABLE lone AS
          SELECT *, row_number() OVER (PARTITION BY code, digest, owner ORDER BY key) AS nth
          FROM (
            SELECT c.code, c.key, coalesce(b.owner, a.owner) AS owner,
              coalesce(c.before_digest, c.after_digest) AS digest
            FROM at_its_place c
            LEFT JOIN differing_before b ON b.key = c.key
            LEFT JOIN differing_after a ON a.key = c.key
            WHERE c.code IN ('MISSING', 'EXTRA') AND c.form = 'FILE'
              AND coalesce(c.before_bytes, c.after_bytes) > 0)
          WHERE digest IS NOT NULL
          """,
          """
          CREATE TEMP TABLE moved AS
          SELECT m.key, e.key AS found_at
          FROM lone m JOIN lone e USING (digest, owner, nth)
          WHERE m.code = 'MISSING' AND e.code = 'EXTRA'
          """,
          """
          CREATE TEMP TABLE duplicated AS
          SELECT e.key, min(a.key) AS found_at
          FROM after a JOIN lone e ON e.digest = a.digest AND e.owner = a.owner
          WHERE e.code = 'EXTRA' AND a.form = 'FILE' AND a.complete
            AND a.key NOT IN (SELECT key FROM difference WHERE NOT in_before)
          GROUP BY e.key
          """);

  private static final String CODED =
      """
          CREATE TEMP TABLE coded AS
          SELECT p.* EXCLUDE (code, found_at, after_digest),
            i.same_set, i.pixels, i.changes,
            coalesce(p.found_at, m.found_at, d.found_at, i.found_at) AS found_at,
            CASE WHEN p.code = 'NESTED_COPY' OR m.key IS NOT NULL THEN p.before_digest
                 ELSE coalesce(i.after_digest, p.after_digest) END AS after_digest,
            CASE
              WHEN m.key IS NOT NULL THEN 'MOVED'
              WHEN d.key IS NOT NULL THEN 'DUPLICATED'
              ELSE coalesce(i.code, o.code, p.code)
            END AS code
          FROM at_its_place p
          LEFT JOIN moved m ON m.key = p.key
          LEFT JOIN changed_instance i ON i.key = p.key
          LEFT JOIN duplicated d ON d.key = p.key
          LEFT JOIN changed_object o ON o.key = p.key
          WHERE p.key NOT IN (
            SELECT found_at FROM moved UNION ALL SELECT found_at FROM restored)
          """;

  private Elsewhere() {}

  /** Makes the table {@code coded} of what {@code at_its_place} says. */
  static void find(Database database) throws SQLException, IOException {
    for (String statement : STATEMENTS) {
      database.run(statement);
    }
    Instances.find(database);
    DatabaseObjects.find(database);
    database.run(CODED);
  }
}
