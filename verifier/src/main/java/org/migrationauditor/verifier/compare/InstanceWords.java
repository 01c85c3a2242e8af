package org.migrationauditor.verifier.compare;

import java.sql.SQLException;
import java.util.List;
import org.migrationauditor.verifier.manifest.Database;

/**
 * What became of a DICOM instance in words, as macros of SQL: attributes by tag and value
 * representation, never by value. At most eight are named, the findings' own column has all.
 */
final class InstanceWords {
  private static final List<String> MACROS =
      List.of(
          """
          at_most_eight(words) AS
            array_to_string(words[:8], ', ')
            || CASE WHEN len(words) > 8 THEN format(' and {} more', len(words) - 8) ELSE '' END
          """,
          """
          attribute_words(same_set, changes) AS
            CASE WHEN same_set IS NULL THEN NULL -- not understood
                 WHEN same_set THEN 'the same attributes'
                 WHEN changes IS NULL THEN 'other attributes, it is not known which'
                 ELSE 'attributes: ' || at_most_eight(string_split(changes, ', ')) END
          """,
          """
          pixel_words(pixels, before_digest, after_digest) AS
            CASE WHEN pixels = 'UNKNOWN' THEN
                   ', pixel data in another compression that is not decoded here'
                 WHEN pixels = 'DECODED' THEN ', the same decoded pixels'
                 WHEN before_digest = after_digest THEN ', same pixel data'
                 WHEN before_digest <> after_digest THEN ', other pixel data'
                 ELSE '' END
          """,
          """
          tags_beside(tags, listed) AS
            list_filter(tags, lambda tag: NOT list_contains(listed, tag))
          """,
          """
          unlisted_words(tags) AS
            CASE WHEN len(tags) > 0
              THEN format('; not among those that were announced: {}', at_most_eight(tags))
              ELSE '' END
          """);

  private InstanceWords() {}

  /** Makes the macros. */
  static void define(Database database) throws SQLException {
    for (String macro : MACROS) {
      database.run("CREATE TEMP MACRO " + macro);
    }
  }
}
