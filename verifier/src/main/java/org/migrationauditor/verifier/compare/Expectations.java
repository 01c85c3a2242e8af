package org.migrationauditor.verifier.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.migrationauditor.messages.inventory.ExpectedChange;
import org.migrationauditor.messages.inventory.FindingCode;

/**
 * Announced changes as an expression of SQL over the columns {@code code}, {@code key}, {@code
 * found_at} and {@code study_uid}: the reason of the first that matches, or NULL. Nothing announced
 * is part of the SQL.
 *
 * <p>Who announces a difference has announced the milder ones that it includes: an extra entry one
 * whose bytes are also elsewhere, other content the same data set or pixels in other bytes, and the
 * missing and the extra half of a move that move.
 *
 * @param parameters of the expression, in order
 */
record Expectations(String sql, List<Object> parameters) {
  private static final String STUDY = "study:";

  static Expectations of(List<ExpectedChange> expected) {
    List<Object> parameters = new ArrayList<>();
    String whole =
        expected.stream()
            .map(
                change ->
                    "WHEN code IN (%s) AND %s THEN ?"
                        .formatted(included(change.code()), matches(change, "key", parameters)))
            .collect(Collectors.joining(" ", "CASE WHEN false THEN NULL ", " END"));
    String missing = half(FindingCode.MISSING, "key", expected, parameters);
    String extra = half(FindingCode.EXTRA, "found_at", expected, parameters);
    return new Expectations(
        "coalesce(%s, %s || '; ' || %s)".formatted(whole, missing, extra), List.copyOf(parameters));
  }

  private static String half(
      FindingCode code, String key, List<ExpectedChange> expected, List<Object> parameters) {
    return expected.stream()
        .filter(change -> change.code() == code)
        .map(
            change ->
                "WHEN code = 'MOVED' AND %s THEN ?".formatted(matches(change, key, parameters)))
        .collect(Collectors.joining(" ", "CASE WHEN false THEN NULL ", " END"));
  }

  private static String matches(ExpectedChange change, String key, List<Object> parameters) {
    boolean study = change.key().startsWith(STUDY);
    parameters.add(study ? change.key().substring(STUDY.length()) : KeyPattern.regex(change.key()));
    parameters.add(change.reason());
    return study ? "study_uid = ?" : "regexp_full_match(%s, ?)".formatted(key);
  }

  private static String included(FindingCode announced) {
    return switch (announced) {
      case EXTRA -> "'EXTRA', 'DUPLICATED'";
      case DIGEST_MISMATCH -> "'DIGEST_MISMATCH', 'PIXELS_SAME', 'REENCODED'";
      default -> "'" + announced + "'";
    };
  }
}
