package org.migrationauditor.verifier.compare;

import java.sql.SQLException;
import java.util.List;
import org.migrationauditor.verifier.manifest.Database;

/**
 * Recorded attributes of one entry on both sides, as macros of SQL over the texts in a manifest:
 * {@code name=value} lines.
 *
 * <p>Two inventories of one view know the same attributes, so one that only one side has was gained
 * or lost. Those of different views are compared by the names that both sides have. {@code etag}
 * and {@code version-id} are claims that a true copy need not keep, {@code written-by} is the
 * version of a server.
 */
final class AttributeChanges {
  private static final List<String> MACROS =
      List.of(
          "attribute_lines(attributes) AS string_split(coalesce(attributes, ''), chr(10))",
          """
          attributes_unlike(mine, other) AS
            list_transform(
              list_filter(attribute_lines(mine),
                lambda line: NOT list_contains(attribute_lines(other), line)),
              lambda line: split_part(line, '=', 1))
          """,
          """
          changed_attributes(b, a) AS
            list_sort(list_filter(
              CASE WHEN %s
                THEN list_distinct(list_concat(attributes_unlike(b, a), attributes_unlike(a, b)))
                ELSE list_intersect(attributes_unlike(b, a), attributes_unlike(a, b))
              END,
              lambda name: name NOT IN ('', 'etag', 'version-id', 'written-by')))
          """,
          """
          attribute_value(attributes, name) AS
            coalesce(
              left(list_filter(attribute_lines(attributes),
                lambda line: starts_with(line, name || '='))[1][length(name) + 2:], 40),
              'none')
          """,
          // values of the others come from strangers
          """
          attribute_changes(b, a, names) AS
            array_to_string(
              list_transform(names[:8], lambda name:
                CASE WHEN name IN ('gid', 'links', 'mode', 'mtime', 'uid')
                  THEN format('{} {} then {}', name, attribute_value(b, name), attribute_value(a, name))
                  ELSE left(name, 80)
                END),
              ', ')
            || CASE WHEN len(names) > 8 THEN format(' and {} more', len(names) - 8) ELSE '' END
          """);

  private AttributeChanges() {}

  /**
   * Makes {@code changed_attributes(before, after)}, the list of names, and {@code
   * attribute_changes(before, after, names)}, their text.
   */
  static void define(Database database, boolean sameView) throws SQLException {
    for (String macro : MACROS) {
      database.run("CREATE TEMP MACRO " + macro.formatted(sameView));
    }
  }
}
