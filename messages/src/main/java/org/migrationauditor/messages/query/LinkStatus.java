package org.migrationauditor.messages.query;

/** Where a link of a chain stands. */
public enum LinkStatus {
  /** No migration was planned for it. */
  PENDING,
  /** Its migration has changed nothing yet. */
  PLANNED,
  /** Its migration has changed the host, and is not at its end. */
  BEGUN,
  /** Complete, and every finding that stands in the way of PASSED was accepted. */
  PASSED,
  /** Rolled back, and the restored data PASSED: it may be planned again. */
  ROLLED_BACK,
  /** At its end, and its data is not proven: the chain ends here. */
  BLOCKED
}
