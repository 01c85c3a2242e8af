package org.migrationauditor.messages;

import java.util.stream.Stream;

/**
 * Answer to a question about data. What was not checked is {@link #INDETERMINATE}, never passed.
 */
public enum Verdict {
  PASSED,
  INDETERMINATE,
  FAILED;

  /** The worst of several; {@link #INDETERMINATE} of none, since nothing was checked. */
  public static Verdict worst(Stream<Verdict> verdicts) {
    return verdicts.max(Verdict::compareTo).orElse(INDETERMINATE);
  }
}
