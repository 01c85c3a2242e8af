package org.migrationauditor.command.person;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.migrationauditor.messages.person.PersonId;

/**
 * A person's key, which seals what is theirs: AES-256 in Galois/Counter Mode (NIST SP 800-38D) with
 * a random nonce of 12 bytes in front and a tag of 16 bytes behind, in base64url. Texts are filled
 * up with zero bytes to a multiple of {@value #BLOCK}, so that a name's length is hidden as well.
 */
record PersonKey(PersonId id, SecretKey key) {
  static final int KEY_BYTES = 32;

  private static final int BLOCK = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String AES = "AES/GCM/NoPadding";
  private static final Provider PROVIDER = provider(); // looking for one each time is slow

  static PersonKey of(PersonId id, byte[] key) {
    return new PersonKey(id, new SecretKeySpec(key, "AES"));
  }

  static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }

  /** Seals a text without zero characters; it opens at the same {@code place} only. */
  String seal(String text, String place) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] filled = Arrays.copyOf(bytes, (bytes.length / BLOCK + 1) * BLOCK);
    byte[] nonce = random(NONCE_BYTES);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, place).doFinal(filled);
      byte[] whole =
          ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
      return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM: a text could not be sealed", e);
    }
  }

  /**
   * The text that was sealed.
   *
   * @throws AEADBadTagException if it was changed, or sealed at another place
   */
  String open(String sealed, String place) throws AEADBadTagException {
    try {
      ByteBuffer whole = ByteBuffer.wrap(Base64.getUrlDecoder().decode(sealed));
      byte[] nonce = new byte[NONCE_BYTES];
      whole.get(nonce);
      byte[] filled = new byte[whole.remaining()];
      whole.get(filled);
      byte[] bytes = cipher(Cipher.DECRYPT_MODE, nonce, place).doFinal(filled);
      int length = bytes.length;
      while (length > 0 && bytes[length - 1] == 0) {
        length--;
      }
      return new String(bytes, 0, length, StandardCharsets.UTF_8);
    } catch (AEADBadTagException e) {
      throw e;
    } catch (GeneralSecurityException | RuntimeException e) { // too short, or no base64
      throw (AEADBadTagException) new AEADBadTagException(e.getMessage()).initCause(e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(AES, PROVIDER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD((id + "\n" + place).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static Provider provider() {
    try {
      return Cipher.getInstance(AES).getProvider();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM: is not to be had in this Java", e);
    }
  }

  @Override
  public String toString() {
    return "PersonKey[id=" + id + ", key=***]";
  }
}
