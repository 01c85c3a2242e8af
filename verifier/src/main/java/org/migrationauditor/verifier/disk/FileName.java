package org.migrationauditor.verifier.disk;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * Text of a file's name that is valid Unicode and different for different names, whatever bytes the
 * name has and whatever the locale.
 */
public final class FileName {
  private static final boolean UTF_8_NAMES =
      System.getProperty("sun.jnu.encoding", "").toUpperCase(Locale.ROOT).equals("UTF-8");
  private static final char REPLACEMENT = '\uFFFD';

  /** A byte that is not UTF-8 stands as this plus its value until the text is complete. */
  private static final char STRAY = '\uDC00';

  private static final Pattern LOOKS_ESCAPED = Pattern.compile("\\\\(?=x[0-9A-F]{2})");
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private FileName() {}

  /** Text of the last part of a path. */
  public static String last(Path path) {
    Path last = path.getFileName();
    String name = last == null ? "" : last.toString();
    return exact(name) ? escaped(name) : text(lastBytes(path));
  }

  /** Text of every part of a path, {@code /} between them. */
  static String whole(Path path) {
    StringJoiner parts = new StringJoiner("/", path.isAbsolute() ? "/" : "", "");
    path.forEach(part -> parts.add(last(part)));
    return parts.toString();
  }

  /** Text of a name, or of several with {@code /} between them, given as bytes. */
  public static String text(byte[] name) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(name);
    CharBuffer out = CharBuffer.allocate(name.length);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (!result.isError()) {
        return strayBytesNamed(escaped(out.flip().toString()));
      }
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (STRAY + Byte.toUnsignedInt(in.get())));
      }
      decoder.reset();
    }
  }

  private static boolean exact(String name) {
    boolean ascii = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == REPLACEMENT) {
        return false;
      }
      ascii &= c < 0x80;
    }
    return ascii || UTF_8_NAMES;
  }

  /** Text of a name given as text, so that it looks like no name with stray bytes. */
  public static String escaped(String name) {
    return name.indexOf('\\') < 0 ? name : LOOKS_ESCAPED.matcher(name).replaceAll("\\\\x5C");
  }

  private static String strayBytesNamed(String name) {
    StringBuilder text = new StringBuilder(name.length());
    name.codePoints()
        .forEach(
            c -> {
              if (c >= STRAY && c <= Character.MAX_LOW_SURROGATE) {
                text.append("\\x").append(HEX.toHexDigits((byte) (c - STRAY)));
              } else {
                text.appendCodePoint(c);
              }
            });
    return text.toString();
  }

  /** A path's URI is the one public form that carries the bytes of its names unchanged. */
  private static byte[] lastBytes(Path path) {
    String uri = path.toUri().getRawPath();
    int end = uri.endsWith("/") ? uri.length() - 1 : uri.length();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = uri.lastIndexOf('/', end - 1) + 1; i < end; i++) {
      if (uri.charAt(i) == '%') {
        bytes.write(HexFormat.fromHexDigits(uri, i + 1, i + 3));
        i += 2;
      } else {
        bytes.write(uri.charAt(i));
      }
    }
    return bytes.toByteArray();
  }
}
