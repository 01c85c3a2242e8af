package org.migrationauditor.command.action.tree;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * A path's bytes as a text of one character per byte, so that names which are no valid text can be
 * compared, and shown.
 */
public final class PathBytes {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private PathBytes() {}

  /** An absolute path's bytes; its URI is the one public form that carries them unchanged. */
  public static String of(Path path) {
    String uri = path.toAbsolutePath().toUri().getRawPath();
    int end = uri.length() > 1 && uri.endsWith("/") ? uri.length() - 1 : uri.length();
    StringBuilder bytes = new StringBuilder(end);
    for (int i = 0; i < end; i++) {
      if (uri.charAt(i) == '%') {
        bytes.append((char) HexFormat.fromHexDigits(uri, i + 1, i + 3));
        i += 2;
      } else {
        bytes.append(uri.charAt(i));
      }
    }
    return bytes.toString();
  }

  /** Whether a path is a tree's root or below it. */
  public static boolean within(String path, String tree) {
    return path.equals(tree) || path.startsWith(tree.endsWith("/") ? tree : tree + "/");
  }

  /** A path for a person: control, format and direction characters and stray bytes escaped. */
  public static String shown(Path path) {
    return shown(path.toString());
  }

  /** A text for a person: control, format and direction characters and stray bytes escaped. */
  public static String shown(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (Character.getType(c)) {
                case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE ->
                    escape(c, shown);
                default -> shown.appendCodePoint(c);
              }
            });
    return shown.toString();
  }

  /** Bytes for a person, read as UTF-8. */
  public static String shownBytes(String bytes) {
    return shown(new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
  }

  private static void escape(int c, StringBuilder shown) {
    if (c < 0x100) {
      shown.append("\\x").append(HEX.toHexDigits((byte) c));
    } else {
      shown.append("\\u").append(HEX.toHexDigits(c, 4));
    }
  }
}
