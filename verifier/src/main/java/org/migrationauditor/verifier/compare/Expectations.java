package org.migrationauditor.verifier.compare;

import java.util.ArrayList;
import java.util.List;
import org.migrationauditor.messages.inventory.ExpectedChange;

/**
 * Announced changes as an expression of SQL over the columns {@code code}, {@code key} and {@code
 * study_uid}: the reason of the first that matches, or NULL. Nothing announced is part of the SQL.
 *
 * @param parameters of the expression, in order
 */
record Expectations(String sql, List<Object> parameters) {
  private static final String STUDY = "study:";

  static Expectations of(List<ExpectedChange> expected) {
    if (expected.isEmpty()) {
      return new Expectations("NULL", List.of());
    }
    StringBuilder sql = new StringBuilder("CASE");
    List<Object> parameters = new ArrayList<>();
    for (ExpectedChange change : expected) {
      parameters.add(change.code().name());
      if (change.key().startsWith(STUDY)) {
        sql.append(" WHEN code = ? AND study_uid = ? THEN ?");
        parameters.add(change.key().substring(STUDY.length()));
      } else {
        sql.append(" WHEN code = ? AND regexp_full_match(key, ?) THEN ?");
        parameters.add(KeyPattern.regex(change.key()));
      }
      parameters.add(change.reason());
    }
    return new Expectations(sql.append(" END").toString(), List.copyOf(parameters));
  }
}
