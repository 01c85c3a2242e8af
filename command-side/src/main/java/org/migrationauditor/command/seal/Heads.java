package org.migrationauditor.command.seal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.evidence.Checkpoint;
import org.migrationauditor.evidence.InvalidNoteException;
import org.migrationauditor.evidence.NoteKey;
import org.migrationauditor.evidence.SignedNote;

/** Notes that must be heads of this log. */
final class Heads {
  private Heads() {}

  /**
   * Reads a head.
   *
   * @param known keys that sign them
   * @throws BrokenLogException if it is none that one of these keys signed
   */
  static Checkpoint read(String note, List<NoteKey> known) {
    try {
      SignedNote signed = SignedNote.parse(note.getBytes(StandardCharsets.UTF_8));
      List<NoteKey> signers = signed.verify(known);
      Checkpoint head = Checkpoint.parse(signed.text());
      if (signers.stream().anyMatch(key -> key.name().equals(head.origin()))) {
        return head;
      }
      throw refused("is of another log: " + head.origin());
    } catch (InvalidNoteException e) {
      throw refused(e.getMessage());
    }
  }

  private static BrokenLogException refused(@Nullable String what) {
    return new BrokenLogException(
        "sealed log: a head %s; nothing is proven by it, run ./auditor log verify".formatted(what));
  }
}
