package org.migrationauditor.signatures;

/** A file asks for more work than any report does. */
public final class OverBudgetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OverBudgetException(String message) {
    super(message);
  }
}
