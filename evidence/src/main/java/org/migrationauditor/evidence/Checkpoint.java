package org.migrationauditor.evidence;

import java.util.Base64;
import java.util.regex.Pattern;
import org.migrationauditor.messages.ContentDigest;

/**
 * The head of a log as the text of a note (C2SP tlog-checkpoint): origin, size and root, a line
 * each.
 *
 * @param origin name of the log, and of the key that signs its heads
 * @param size leaves, count
 * @param root over all of them
 */
public record Checkpoint(String origin, long size, ContentDigest root) {
  private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,17}");
  private static final int LINES = 3;

  public Checkpoint {
    if (!NoteKey.isName(origin) || size < 0) {
      throw new IllegalArgumentException(
          "head of '%s' at size %d: has no origin or size".formatted(origin, size));
    }
  }

  /**
   * Reads a note's text.
   *
   * @throws InvalidNoteException if it is anything but such a head
   */
  public static Checkpoint parse(String text) throws InvalidNoteException {
    String[] lines = text.split("\n", -1);
    if (lines.length != LINES + 1
        || !lines[LINES].isEmpty()
        || !NoteKey.isName(lines[0])
        || !SIZE.matcher(lines[1]).matches()) {
      throw new InvalidNoteException("is no head of a log");
    }
    try {
      ContentDigest root = ContentDigest.of(Base64.getDecoder().decode(lines[2]));
      Checkpoint head = new Checkpoint(lines[0], Long.parseLong(lines[1]), root);
      if (!head.text().equals(text)) {
        throw new InvalidNoteException("is a head of a log written otherwise than by the rule");
      }
      return head;
    } catch (IllegalArgumentException e) {
      throw new InvalidNoteException("is a head of a log without a root of 32 bytes");
    }
  }

  /** As it is signed. */
  public String text() {
    return origin + '\n' + size + '\n' + Base64.getEncoder().encodeToString(root.bytes()) + '\n';
  }
}
