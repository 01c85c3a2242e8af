package org.migrationauditor.command.key;

/** The key of the log was not changed. The message is one sentence with the next step. */
public final class LogKeyRejection extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LogKeyRejection(String what) {
    super("sealed log: its key was not changed: " + what);
  }
}
