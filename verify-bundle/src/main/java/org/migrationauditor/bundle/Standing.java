package org.migrationauditor.bundle;

import org.migrationauditor.messages.Verdict;

/** How something that a bundle tells stands after it was checked. */
public enum Standing {
  /** It holds. */
  PASSED(Verdict.PASSED),
  /** It may speak of others, who alone may see it; an event that is shown names it by its hash. */
  WITHHELD(Verdict.PASSED),
  /** Nobody can tell from the bundle. */
  NOT_CHECKED(Verdict.INDETERMINATE),
  /** It does not hold. */
  FAILED(Verdict.FAILED);

  private final Verdict verdict;

  Standing(Verdict verdict) {
    this.verdict = verdict;
  }

  /** What it means for the bundle as a whole. */
  public Verdict verdict() {
    return verdict;
  }
}
