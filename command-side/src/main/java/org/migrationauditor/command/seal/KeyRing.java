package org.migrationauditor.command.seal;

import java.util.List;
import org.migrationauditor.evidence.NoteKey;
import org.migrationauditor.evidence.NoteSigner;

/**
 * Keys that are at hand for the heads of a log.
 *
 * @param first the public key that signed the first head
 * @param signers secret keys, in any order; among them the one whose turn it is
 */
public record KeyRing(NoteKey first, List<NoteSigner> signers) {
  public KeyRing {
    signers = List.copyOf(signers);
  }

  /** One of a log whose key was never changed. */
  public static KeyRing of(NoteSigner only) {
    return new KeyRing(only.key(), List.of(only));
  }

  /**
   * The secret key of a public one.
   *
   * @throws BrokenLogException if it is not at hand
   */
  public NoteSigner signer(NoteKey key) {
    return signers.stream()
        .filter(signer -> signer.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new BrokenLogException(
                    "sealed log: the secret key of '%s', which signs its heads, is not in this home; nothing was sealed, put back keys/log.key from a backup or the other home"
                        .formatted(key)));
  }
}
