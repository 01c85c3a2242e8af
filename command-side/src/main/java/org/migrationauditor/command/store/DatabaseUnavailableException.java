package org.migrationauditor.command.store;

import org.jspecify.annotations.Nullable;

/**
 * The database cannot be used. The message is one sentence for the operator: which one, what
 * happened, and the next step.
 */
public final class DatabaseUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatabaseUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
