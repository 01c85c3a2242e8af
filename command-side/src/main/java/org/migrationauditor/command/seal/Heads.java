package org.migrationauditor.command.seal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.evidence.Checkpoint;
import org.migrationauditor.evidence.InvalidNoteException;
import org.migrationauditor.evidence.NoteKey;
import org.migrationauditor.evidence.SignedNote;

/** Notes that must be heads of this log. */
final class Heads {
  private static final int MOST_SHOWN = 3;

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

  /**
   * Reads a head that the key whose turn it was must have signed.
   *
   * @throws BrokenLogException if it is none, or that key did not sign it
   */
  static Checkpoint read(String note, KeyChain keys) {
    return read(note, List.of(keys.of(size(note))));
  }

  /** What a note says of its size before anything is believed; -1 when it is no head. */
  static long size(String note) {
    try {
      return Checkpoint.parse(SignedNote.parse(note.getBytes(StandardCharsets.UTF_8)).text())
          .size();
    } catch (InvalidNoteException e) {
      return -1;
    }
  }

  /** Names and ids of the keys that a note claims, in words. */
  static String signers(String note) {
    try {
      return SignedNote.parse(note.getBytes(StandardCharsets.UTF_8)).signatures().stream()
          .limit(MOST_SHOWN)
          .map(SignedNote.Signature::key)
          .collect(Collectors.joining(" and "));
    } catch (InvalidNoteException e) {
      return "nobody";
    }
  }

  private static BrokenLogException refused(@Nullable String what) {
    return new BrokenLogException(
        "sealed log: a head %s; nothing is proven by it, run ./auditor log verify".formatted(what));
  }
}
