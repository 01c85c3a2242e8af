package org.migrationauditor.verifier.pgdata;

import java.util.Locale;

/** A {@code pg_control} from which nothing can be learned. The message is one clause. */
public final class UnsoundControlException extends Exception {
  private static final long serialVersionUID = 1L;

  UnsoundControlException(String clause, Object... values) {
    super(clause.formatted(values).toLowerCase(Locale.ROOT));
  }

  /** What is wrong, in one clause. */
  public String clause() {
    return String.valueOf(getMessage());
  }
}
