package org.migrationauditor.verifier.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bytes of a file's name that an entry's key stands for. */
final class KeyBytes {
  private static final Pattern ESCAPED = Pattern.compile("\\\\x([0-9A-F]{2})");

  /** What is no path below a folder, or another than it looks like. */
  private static final Pattern UNSAFE =
      Pattern.compile("(|/.*|(.*/)?(\\.{0,2})/.*|(.*/)?(\\.{0,2})|.*\\x00.*)", Pattern.DOTALL);

  private KeyBytes() {}

  static boolean names(String key) {
    return !UNSAFE.matcher(key).matches();
  }

  static byte[] of(String key) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(key.length());
    Matcher escaped = ESCAPED.matcher(key);
    int from = 0;
    while (escaped.find()) {
      bytes.writeBytes(key.substring(from, escaped.start()).getBytes(UTF_8));
      bytes.write(HexFormat.fromHexDigits(escaped.group(1)));
      from = escaped.end();
    }
    bytes.writeBytes(key.substring(from).getBytes(UTF_8));
    return bytes.toByteArray();
  }
}
