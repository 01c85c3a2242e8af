package org.migrationauditor.verifier;

/**
 * An archive or a manifest could not be read, so nothing is known about it. The message is one
 * sentence for the operator.
 */
public final class InventoryException extends Exception {
  private static final long serialVersionUID = 1L;

  InventoryException(String message) {
    super(message);
  }

  InventoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
