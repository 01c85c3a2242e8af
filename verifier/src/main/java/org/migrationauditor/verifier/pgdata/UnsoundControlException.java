package org.migrationauditor.verifier.pgdata;

/** A {@code pg_control} from which nothing can be learned. The message is one clause. */
public final class UnsoundControlException extends Exception {
  private static final long serialVersionUID = 1L;

  UnsoundControlException(String clause) {
    super(clause);
  }

  /** What is wrong, in one clause. */
  public String clause() {
    return String.valueOf(getMessage());
  }
}
