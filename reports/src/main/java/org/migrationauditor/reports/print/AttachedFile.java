package org.migrationauditor.reports.print;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.report.Attached;

/**
 * A file to be carried by a report, and where its bytes are.
 *
 * @param listed as the report's value lists it
 * @param description for a person who looks at the list of attachments
 * @param content stays as it is until the report is printed
 */
public record AttachedFile(Attached listed, String description, Content content) {
  private static final int CHUNK = 1 << 16;

  /** What a report takes the bytes from. */
  public sealed interface Content {
    /**
     * The bytes as they are listed; each printing packs them in memory.
     *
     * @param source opened once by each printing, and closed by it
     */
    record Plain(Source source) implements Content {}

    /**
     * The bytes packed as a report packs them (zlib, RFC 1950), so that a printing only copies
     * them, however many there are.
     *
     * @param file of the packed bytes
     * @param sha256 of the packed bytes
     */
    record Packed(Path file, ContentDigest sha256) implements Content {}
  }

  /** Where bytes are read from. */
  @FunctionalInterface
  public interface Source {
    InputStream open() throws IOException;
  }

  /** Of bytes at hand. */
  public static AttachedFile of(String name, String mediaType, String description, byte[] bytes) {
    Attached listed = new Attached(name, mediaType, bytes.length, ContentDigest.over(bytes));
    return new AttachedFile(
        listed, description, new Content.Plain(() -> new ByteArrayInputStream(bytes)));
  }

  /** Of a file that stays as it is until the report is printed; it is read here once. */
  public static AttachedFile of(String name, String mediaType, String description, Path file)
      throws IOException {
    MessageDigest sha256 = sha256();
    long size = 0;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] chunk = new byte[CHUNK];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        sha256.update(chunk, 0, read);
        size += read;
      }
    }
    Attached listed = new Attached(name, mediaType, size, ContentDigest.of(sha256.digest()));
    return new AttachedFile(
        listed, description, new Content.Plain(() -> Files.newInputStream(file)));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
