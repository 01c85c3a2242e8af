package org.migrationauditor.evidence;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;

/**
 * An Ed25519 key whose signatures on notes are known (C2SP signed-note, signature type 1). It is
 * written as {@code <name>+<key id>+<base64 of 0x01 and the public key>}.
 */
public final class NoteKey {
  /** What stands before the 32 bytes of an Ed25519 key in its X.509 form (RFC 8410). */
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final String ALGORITHM = "Ed25519";
  private static final byte TYPE = 1;
  private static final int KEY_BYTES = 32;
  private static final int PARTS = 3;

  private final String name;
  private final byte[] raw;
  private final PublicKey key;
  private final int id;

  private NoteKey(String name, byte[] raw, PublicKey key) {
    this.name = name;
    this.raw = raw;
    this.key = key;
    this.id = id(name, raw);
  }

  /**
   * Of a public key.
   *
   * @throws IllegalArgumentException if the name is empty or has a space or plus, or the key is not
   *     Ed25519
   */
  public static NoteKey of(String name, PublicKey key) {
    byte[] encoded = key.getEncoded();
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "key name '%s': is empty or has a space or plus; choose another".formatted(name));
    }
    if (encoded.length != X509.length + KEY_BYTES
        || !Arrays.equals(encoded, 0, X509.length, X509, 0, X509.length)) {
      throw new IllegalArgumentException("key '%s': is not Ed25519".formatted(name));
    }
    return new NoteKey(name, Arrays.copyOfRange(encoded, X509.length, encoded.length), key);
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws InvalidNoteException if it is no such key
   */
  public static NoteKey parse(String written) throws InvalidNoteException {
    String[] parts = written.split("\\+", PARTS);
    try {
      byte[] typed = Base64.getDecoder().decode(parts.length == PARTS ? parts[2] : "");
      if (typed.length != 1 + KEY_BYTES || typed[0] != TYPE || !isName(parts[0])) {
        throw new InvalidNoteException("has a key that is no Ed25519 key of a note");
      }
      byte[] encoded = Arrays.copyOf(X509, X509.length + KEY_BYTES);
      System.arraycopy(typed, 1, encoded, X509.length, KEY_BYTES);
      NoteKey key =
          of(
              parts[0],
              KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
      if (!parts[1].equals(HexFormat.of().toHexDigits(key.id))) {
        throw new InvalidNoteException("has a key whose id is not that of its bytes");
      }
      return key;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new InvalidNoteException("has a key that is no Ed25519 key of a note");
    }
  }

  public String name() {
    return name;
  }

  /** First four bytes of the hash over name, type and key, as a big-endian number. */
  public int id() {
    return id;
  }

  /** Name and id, such as {@code host.example/migration-log+c74f20a3}. */
  public String shown() {
    return name + "+" + HexFormat.of().toHexDigits(id);
  }

  boolean verifies(String text, byte[] signature) {
    try {
      Signature ed25519 = Signature.getInstance(ALGORITHM);
      ed25519.initVerify(key);
      ed25519.update(text.getBytes(StandardCharsets.UTF_8));
      return ed25519.verify(signature);
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime lacks Ed25519", e);
    }
  }

  static boolean isName(String name) {
    return !name.isEmpty()
        && name.codePoints()
            .noneMatch(
                c ->
                    c == '+'
                        || Character.isISOControl(c)
                        || Character.isWhitespace(c)
                        || Character.isSpaceChar(c));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoteKey key && name.equals(key.name) && Arrays.equals(raw, key.raw);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, id);
  }

  @Override
  public String toString() {
    byte[] typed = new byte[1 + KEY_BYTES];
    typed[0] = TYPE;
    System.arraycopy(raw, 0, typed, 1, KEY_BYTES);
    return shown() + "+" + Base64.getEncoder().encodeToString(typed);
  }

  private static int id(String name, byte[] raw) {
    MessageDigest sha256 = TreeHash.sha256();
    sha256.update(name.getBytes(StandardCharsets.UTF_8));
    sha256.update((byte) '\n');
    sha256.update(TYPE);
    return ByteBuffer.wrap(sha256.digest(raw)).getInt();
  }
}
