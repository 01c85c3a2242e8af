package org.migrationauditor.signatures;

import org.migrationauditor.messages.Verdict;

/**
 * One question about a report and its answer.
 *
 * @param what was looked at, such as {@code signature}
 * @param sentence for a person who is not a technician
 */
public record Check(String what, Verdict verdict, String sentence) {
  /** It holds. */
  public static Check passed(String what, String sentence) {
    return new Check(what, Verdict.PASSED, sentence);
  }

  /** It does not hold. */
  public static Check failed(String what, String sentence) {
    return new Check(what, Verdict.FAILED, sentence);
  }

  /** Nobody can tell. */
  public static Check unknown(String what, String sentence) {
    return new Check(what, Verdict.INDETERMINATE, sentence);
  }
}
