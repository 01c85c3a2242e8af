package org.migrationauditor.command.seal;

/** The log does not lead to its own head. The message says where, what and what to do. */
public final class BrokenLogException extends RuntimeException {
  BrokenLogException(String message) {
    super(message);
  }
}
