package org.migrationauditor.app.anchor;

import java.io.IOException;

/** A time stamp that proves nothing. The message is one clause of our own words. */
final class UnusableStampException extends IOException {
  private static final long serialVersionUID = 1L;

  UnusableStampException(String clause) {
    super(clause);
  }
}
