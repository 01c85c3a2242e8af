package org.migrationauditor.evidence;

/**
 * A history that no head can be given for: an event is missing, out of place or not readable. The
 * message says which event, what was found and what to do.
 */
public final class BrokenHistoryException extends RuntimeException {
  /** With a sentence for the reader. */
  public BrokenHistoryException(String message) {
    super(message);
  }
}
