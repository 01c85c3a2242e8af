package org.migrationauditor.evidence;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** Signs notes with an Ed25519 key. */
public final class NoteSigner {
  private static final String ALGORITHM = "Ed25519";
  private static final int LINES = 3;

  private final NoteKey key;
  private final PrivateKey secret;

  /**
   * Signs under a name.
   *
   * @throws IllegalArgumentException if the name is empty or has a space or plus, or the key is not
   *     Ed25519
   */
  public NoteSigner(String name, KeyPair pair) {
    this(NoteKey.of(name, pair.getPublic()), pair.getPrivate());
  }

  private NoteSigner(NoteKey key, PrivateKey secret) {
    this.key = key;
    this.secret = secret;
  }

  /**
   * Reads what {@link #secret} writes.
   *
   * @throws InvalidNoteException if it is no such key
   */
  public static NoteSigner parse(String secret) throws InvalidNoteException {
    String[] lines = secret.split("\n", -1);
    if (lines.length != LINES || !lines[LINES - 1].isEmpty()) {
      throw new InvalidNoteException("has no key to sign it with");
    }
    try {
      byte[] pkcs8 = Base64.getDecoder().decode(lines[1]);
      PrivateKey key =
          KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      NoteSigner signer = new NoteSigner(NoteKey.parse(lines[0]), key);
      SignedNote.signed("probe\n", signer).verify(List.of(signer.key));
      return signer;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new InvalidNoteException("has a key to sign it with that is no Ed25519 key");
    }
  }

  /** Public and secret key, a line each: for a file that nobody else may read. */
  public String secret() {
    return key + "\n" + Base64.getEncoder().encodeToString(secret.getEncoded()) + "\n";
  }

  /** By which its signatures are checked. */
  public NoteKey key() {
    return key;
  }

  SignedNote.Signature sign(String text) {
    try {
      Signature ed25519 = Signature.getInstance(ALGORITHM);
      ed25519.initSign(secret);
      ed25519.update(text.getBytes(StandardCharsets.UTF_8));
      return SignedNote.Signature.of(key.name(), key.id(), ed25519.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("key '%s': cannot sign".formatted(key.name()), e);
    }
  }
}
