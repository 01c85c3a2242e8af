package org.migrationauditor.verifier.digest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.migrationauditor.messages.ContentDigest;

/** SHA-256 (FIPS 180-4), which digests all content. */
public final class Sha256 {
  private Sha256() {}

  /** A digest of nothing yet. */
  public static MessageDigest start() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks SHA-256", e);
    }
  }

  /** Digest of all that was given to one; it is then one of nothing again. */
  public static ContentDigest finish(MessageDigest sha256) {
    return ContentDigest.of(sha256.digest());
  }

  /** Digest of bytes at hand. */
  public static ContentDigest of(byte[] bytes) {
    MessageDigest sha256 = start();
    sha256.update(bytes);
    return finish(sha256);
  }

  /** First eight bytes of the digest of a text, the first one highest. */
  public static long first64(String text) {
    return ByteBuffer.wrap(start().digest(text.getBytes(UTF_8))).getLong();
  }
}
