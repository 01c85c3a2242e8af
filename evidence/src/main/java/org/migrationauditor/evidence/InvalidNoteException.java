package org.migrationauditor.evidence;

/** A note or head that proves nothing. The message continues {@code the note …}. */
public final class InvalidNoteException extends Exception {
  InvalidNoteException(String message) {
    super(message);
  }
}
