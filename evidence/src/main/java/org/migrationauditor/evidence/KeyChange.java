package org.migrationauditor.evidence;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * That another key signs the heads of a log from now on. As the text of a note it is four lines:
 * name of the log, {@code change of key}, and both keys; both sign it, so that neither whoever has
 * the database nor whoever has one of the keys can bring in another.
 *
 * @param from key that signs them until then
 * @param to key of the same name that signs them afterwards
 */
public record KeyChange(NoteKey from, NoteKey to) {
  private static final String WHAT = "change of key";
  private static final int LINES = 4;

  public KeyChange {
    if (!from.name().equals(to.name()) || from.equals(to)) {
      throw new IllegalArgumentException(
          "key '%s': cannot be followed by '%s'; take another key of the same name"
              .formatted(from, to));
    }
  }

  /** The change as a note that both sign. */
  public static SignedNote signed(NoteSigner from, NoteSigner to) {
    return SignedNote.signed(new KeyChange(from.key(), to.key()).text(), from).with(to);
  }

  /**
   * Reads a note of a change.
   *
   * @throws InvalidNoteException if it is none, or one that not both keys signed
   */
  public static KeyChange read(String note) throws InvalidNoteException {
    SignedNote signed = SignedNote.parse(note.getBytes(StandardCharsets.UTF_8));
    KeyChange change = parse(signed.text());
    if (signed.verify(List.of(change.from, change.to)).size() < 2) {
      throw new InvalidNoteException("is a change of key that not both keys signed");
    }
    return change;
  }

  private static KeyChange parse(String text) throws InvalidNoteException {
    String[] lines = text.split("\n", -1);
    if (lines.length == LINES + 1) {
      NoteKey from = NoteKey.parse(lines[2]);
      NoteKey to = NoteKey.parse(lines[3]);
      if (from.name().equals(to.name()) && !from.equals(to)) {
        KeyChange change = new KeyChange(from, to);
        if (change.text().equals(text)) {
          return change;
        }
      }
    }
    throw new InvalidNoteException("is no change of key");
  }

  /** As it is signed. */
  public String text() {
    return "%s\n%s\n%s\n%s\n".formatted(from.name(), WHAT, from, to);
  }
}
