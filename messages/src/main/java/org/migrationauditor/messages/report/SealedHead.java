package org.migrationauditor.messages.report;

import java.util.Base64;
import org.migrationauditor.messages.ContentDigest;

/**
 * Signed head of the log that seals every migration of a home. Whoever holds it can tell whether
 * any event below it, this migration's among them, was changed later.
 *
 * @param origin name of the log, such as {@code host.example/migration-log}
 * @param size events below this head, of all migrations, count
 * @param root Merkle tree hash over them (RFC 9162 2.1)
 * @param key that signed it, as C2SP signed-note writes keys: {@code <name>+<key id>+<base64 of
 *     0x01 and the public key>}
 * @param note the signed note itself (C2SP tlog-checkpoint)
 */
public record SealedHead(String origin, long size, ContentDigest root, String key, String note) {
  /** Whether the note is over this origin, size and root; who signed it is not asked. */
  public boolean noteAgrees() {
    String root64 = Base64.getEncoder().encodeToString(root.bytes());
    return note.startsWith("%s\n%d\n%s\n\n".formatted(origin, size, root64));
  }
}
