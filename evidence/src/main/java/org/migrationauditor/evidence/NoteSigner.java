package org.migrationauditor.evidence;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;

/** Signs notes with an Ed25519 key. */
public final class NoteSigner {
  private final NoteKey key;
  private final PrivateKey secret;

  /**
   * Signs under a name.
   *
   * @throws IllegalArgumentException if the name is empty or has a space or plus, or the key is not
   *     Ed25519
   */
  public NoteSigner(String name, KeyPair pair) {
    key = NoteKey.of(name, pair.getPublic());
    secret = pair.getPrivate();
  }

  /** By which its signatures are checked. */
  public NoteKey key() {
    return key;
  }

  SignedNote.Signature sign(String text) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initSign(secret);
      ed25519.update(text.getBytes(StandardCharsets.UTF_8));
      return SignedNote.Signature.of(key.name(), key.id(), ed25519.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("key '%s': cannot sign".formatted(key.name()), e);
    }
  }
}
