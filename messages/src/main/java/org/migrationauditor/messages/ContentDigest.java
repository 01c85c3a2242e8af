package org.migrationauditor.messages;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over bytes that were read in full.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record ContentDigest(@JsonValue String hex) {
  private static final int CHUNK = 1 << 16;
  private static final int DIGITS = 64;

  @JsonCreator
  public ContentDigest {
    if (hex.length() != DIGITS || !hex.chars().allMatch(ContentDigest::isDigit)) {
      throw new IllegalArgumentException("'%s' is not a SHA-256 in lower-case hex".formatted(hex));
    }
  }

  private static boolean isDigit(int character) {
    return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
  }

  /** Of 32 bytes. */
  public static ContentDigest of(byte[] sha256) {
    return new ContentDigest(HexFormat.of().formatHex(sha256));
  }

  /** Of bytes at hand. */
  public static ContentDigest over(byte[] content) {
    return of(sha256().digest(content));
  }

  /** Of a file, read to its end a piece at a time. */
  public static ContentDigest over(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      return over(content);
    }
  }

  /** Of everything that is left in a stream, which stays open. */
  public static ContentDigest over(InputStream content) throws IOException {
    MessageDigest sha256 = sha256();
    byte[] chunk = new byte[CHUNK];
    for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
      sha256.update(chunk, 0, read);
    }
    return of(sha256.digest());
  }

  /** Of bytes at hand, which are not copied; the buffer stays where it is. */
  public static ContentDigest over(ByteBuffer content) {
    MessageDigest sha256 = sha256();
    sha256.update(content.duplicate());
    return of(sha256.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The 32 bytes. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
