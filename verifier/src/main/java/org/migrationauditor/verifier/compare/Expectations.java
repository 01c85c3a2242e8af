package org.migrationauditor.verifier.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.migrationauditor.messages.inventory.ExpectedChange;
import org.migrationauditor.messages.inventory.FindingCode;

/**
 * Announced changes as expressions of SQL over the columns {@code code}, {@code key}, {@code
 * found_at}, {@code study_uid} and {@code tags}, those of changed attributes, null when they are
 * not known. Nothing announced is part of the SQL.
 *
 * <p>Who announces a difference has announced the milder ones that it includes: an extra entry one
 * whose bytes are also elsewhere, other content the same data set or pixels in other bytes, and the
 * missing and the extra half of a move that move. Who announces attributes has announced no others.
 *
 * @param sql the reason of the first that matches, or NULL
 * @param parameters of {@code sql}, in order
 * @param unlisted changed attributes that the first announcement for this entry does not name
 * @param lists parameters of {@code unlisted}, in order
 */
record Expectations(String sql, List<Object> parameters, String unlisted, List<Object> lists) {
  private static final String STUDY = "study:";
  private static final String NONE = "CASE WHEN false THEN NULL ";

  static Expectations of(List<ExpectedChange> expected) {
    List<Object> parameters = new ArrayList<>();
    String whole =
        expected.stream()
            .map(change -> "WHEN %s THEN ?".formatted(announced(change, parameters)))
            .collect(Collectors.joining(" ", NONE, " END"));
    String missing = half(FindingCode.MISSING, "key", expected, parameters);
    String extra = half(FindingCode.EXTRA, "found_at", expected, parameters);
    List<Object> lists = new ArrayList<>();
    return new Expectations(
        "coalesce(%s, %s || '; ' || %s)".formatted(whole, missing, extra),
        parameters,
        unlisted(expected, lists),
        lists);
  }

  private static String announced(ExpectedChange change, List<Object> parameters) {
    String sql =
        "code IN (%s) AND %s"
            .formatted(included(change.code()), matches(change, "key", parameters));
    if (!change.attributes().isEmpty()) {
      parameters.add(list(change));
      sql += " AND list_has_all(string_split(?, ' '), tags)"; // null is none of what is listed
    }
    parameters.add(reason(change));
    return sql;
  }

  private static String half(
      FindingCode code, String key, List<ExpectedChange> expected, List<Object> parameters) {
    return expected.stream()
        .filter(change -> change.code() == code)
        .map(
            change -> {
              String matches = matches(change, key, parameters);
              parameters.add(change.reason());
              return "WHEN code = 'MOVED' AND %s THEN ?".formatted(matches);
            })
        .collect(Collectors.joining(" ", NONE, " END"));
  }

  private static String unlisted(List<ExpectedChange> expected, List<Object> parameters) {
    return expected.stream()
        .filter(change -> !change.attributes().isEmpty())
        .map(
            change -> {
              String matches = matches(change, "key", parameters);
              parameters.add(list(change));
              return "WHEN code = '%s' AND %s THEN tags_beside(tags, string_split(?, ' '))"
                  .formatted(change.code(), matches);
            })
        .collect(Collectors.joining(" ", NONE, " END"));
  }

  private static String reason(ExpectedChange change) {
    return change.attributes().isEmpty()
        ? change.reason()
        : change.reason() + "; only " + String.join(", ", change.attributes()) + " may change";
  }

  private static String list(ExpectedChange change) {
    return String.join(" ", change.attributes());
  }

  private static String matches(ExpectedChange change, String key, List<Object> parameters) {
    return matches(change.key(), key, parameters);
  }

  /**
   * Whether an entry is one of those that are named, as SQL.
   *
   * @param named as a key of an {@link ExpectedChange}
   * @param key SQL of the entry's key
   */
  static String matches(String named, String key, List<Object> parameters) {
    boolean study = named.startsWith(STUDY);
    parameters.add(study ? named.substring(STUDY.length()) : KeyPattern.regex(named));
    return study ? "study_uid = ?" : "regexp_full_match(%s, ?)".formatted(key);
  }

  private static String included(FindingCode announced) {
    return switch (announced) {
      case EXTRA -> "'EXTRA', 'DUPLICATED'";
      case DIGEST_MISMATCH -> "'DIGEST_MISMATCH', 'PIXELS_SAME', 'TRANSCODED', 'REENCODED'";
      default -> "'" + announced + "'";
    };
  }
}
