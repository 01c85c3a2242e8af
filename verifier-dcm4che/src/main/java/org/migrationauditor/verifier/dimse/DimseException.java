package org.migrationauditor.verifier.dimse;

import java.io.IOException;

/** A PACS did not give what it was asked for. Nothing in it comes from what the PACS sent. */
final class DimseException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String clause;

  /**
   * What went wrong.
   *
   * @param clause what the server did, such as {@code refuses the connection}
   * @param step what to do about it
   */
  DimseException(String clause, String step) {
    super(clause + "; nothing was read from it, " + step);
    this.clause = clause;
  }

  /** What may be gone later. */
  static DimseException passing(String clause) {
    return new DimseException(clause, "try again when the server is well");
  }

  /** The message without consequence and next step, to be the problem of an entry. */
  String clause() {
    return clause;
  }
}
