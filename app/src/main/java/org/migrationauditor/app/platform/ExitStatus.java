package org.migrationauditor.app.platform;

import org.migrationauditor.messages.Verdict;

/** Exit statuses of every verb. They are a contract: README lists them. */
public final class ExitStatus {
  /** What was asked was done, or the answer is yes. */
  public static final int OK = 0;

  /** The answer is no: a verdict is FAILED, or a step failed. */
  public static final int FAILED = 1;

  /** The command line, a runbook or a parameter is wrong, or a rule refused; nothing was done. */
  public static final int REFUSED = 2;

  /** Something could not be read or verified, so the answer is unknown. */
  public static final int INDETERMINATE = 3;

  /** A person must act first; the last line says who and how. */
  public static final int WAITING = 4;

  /** This machine is in the way: no JDK, no database, port in use, disk full, already running. */
  public static final int UNAVAILABLE = 5;

  /** Interrupted by the operator. */
  public static final int INTERRUPTED = 130;

  private ExitStatus() {}

  /** The status that tells a verdict. */
  public static int of(Verdict verdict) {
    return switch (verdict) {
      case PASSED -> OK;
      case FAILED -> FAILED;
      case INDETERMINATE -> INDETERMINATE;
    };
  }
}
