package org.migrationauditor.app.anchor;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.migrationauditor.evidence.Checkpoint;
import org.migrationauditor.evidence.InvalidNoteException;
import org.migrationauditor.evidence.SignedNote;

/**
 * A head of the log to be kept.
 *
 * @param note as it was signed
 * @param checkpoint what it says
 */
record Head(String note, Checkpoint checkpoint) {
  /**
   * Reads a note; its signatures are not checked.
   *
   * @throws InvalidNoteException if it is no head
   */
  static Head of(String note) throws InvalidNoteException {
    return new Head(
        note, Checkpoint.parse(SignedNote.parse(note.getBytes(StandardCharsets.UTF_8)).text()));
  }

  /** Whether another note is of the same head, whoever signed that. */
  boolean sameAs(String other) {
    try {
      return of(other).checkpoint.equals(checkpoint);
    } catch (InvalidNoteException e) {
      return false;
    }
  }

  /** Such as {@code host.example_migration-log-000000000041.head}: sorted as they grew. */
  String fileName() {
    return String.format(
        Locale.ROOT,
        "%s-%012d.head",
        checkpoint.origin().replaceAll("[^A-Za-z0-9.-]", "_"),
        checkpoint.size());
  }

  byte[] bytes() {
    return note.getBytes(StandardCharsets.UTF_8);
  }
}
