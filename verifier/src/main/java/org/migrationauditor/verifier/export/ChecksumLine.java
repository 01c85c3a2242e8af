package org.migrationauditor.verifier.export;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** A file's SHA-256 and name on one line, as two standards have it. */
final class ChecksumLine {
  private ChecksumLine() {}

  /**
   * As RFC 8493 2.1.3 asks: CR, LF and the percent sign are percent-encoded.
   *
   * @param path from the bag's root
   */
  static byte[] bagIt(String digest, String path) {
    String encoded = path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D");
    return "%s  %s\n".formatted(digest, encoded).getBytes(UTF_8);
  }

  /** As coreutils 9 does: a line with an escape begins with a backslash. */
  static byte[] sha256sum(String digest, byte[] name) {
    ByteArrayOutputStream escaped = new ByteArrayOutputStream(name.length);
    for (byte b : name) {
      switch (b) {
        case '\\' -> escaped.writeBytes("\\\\".getBytes(US_ASCII));
        case '\n' -> escaped.writeBytes("\\n".getBytes(US_ASCII));
        case '\r' -> escaped.writeBytes("\\r".getBytes(US_ASCII));
        default -> escaped.write(b);
      }
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream(name.length + 80);
    line.writeBytes(
        ((escaped.size() > name.length ? "\\" : "") + digest + "  ").getBytes(US_ASCII));
    line.writeBytes(escaped.toByteArray());
    line.write('\n');
    return line.toByteArray();
  }
}
