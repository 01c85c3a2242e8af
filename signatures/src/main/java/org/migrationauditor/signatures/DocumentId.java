package org.migrationauditor.signatures;

import java.util.List;
import org.migrationauditor.signatures.Cos.Text;

/** The two parts of a document's id (ISO 32000-1, 14.4). */
final class DocumentId {
  private DocumentId() {}

  /** Whether only the second part changed, and holds as many bytes as before. */
  static boolean kept(Snapshot before, Snapshot after) {
    List<Cos> old = before.items(before.trailer().get("ID"));
    List<Cos> now = after.items(after.trailer().get("ID"));
    return now.equals(old)
        || (old.size() == 2
            && now.size() == 2
            && now.getFirst().equals(old.getFirst())
            && old.getLast() instanceof Text first
            && now.getLast() instanceof Text second
            && first.bytes().length() == second.bytes().length());
  }
}
