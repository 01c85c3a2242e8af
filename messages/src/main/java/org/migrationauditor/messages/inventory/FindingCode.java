package org.migrationauditor.messages.inventory;

import org.migrationauditor.messages.Verdict;

/** How an entry differs between two inventories. Codes are stable; they are never renamed. */
public enum FindingCode {
  /** In the first inventory, not in the second. */
  MISSING(Verdict.FAILED),
  /** In the second inventory, not in the first. */
  EXTRA(Verdict.FAILED),
  /** In both, with other bytes of the same or a greater length. */
  DIGEST_MISMATCH(Verdict.FAILED),
  /** In both, with fewer bytes in the second. */
  TRUNCATED(Verdict.FAILED),
  /** Missing at its place and found with the same bytes one level deeper: a copy into a copy. */
  NESTED_COPY(Verdict.FAILED),
  /** In both, with another type: a file became a link, a folder or the other way round. */
  TYPE_CHANGED(Verdict.FAILED),
  /** In both, with no digest of one kind on both sides, so that their content was not compared. */
  NOT_COMPARED(Verdict.INDETERMINATE),
  /** Could not be read to the end on at least one side. */
  UNREADABLE(Verdict.INDETERMINATE),
  /** Neither inventory holds anything, so nothing was compared. */
  EMPTY(Verdict.INDETERMINATE);

  private final Verdict verdict;

  FindingCode(Verdict verdict) {
    this.verdict = verdict;
  }

  /** Verdict of a comparison in which this code stands unexplained. */
  public Verdict verdict() {
    return verdict;
  }
}
