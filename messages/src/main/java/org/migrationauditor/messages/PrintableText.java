package org.migrationauditor.messages;

import java.util.Locale;

/** Which characters of a stranger's text a terminal may be given as they are. */
public final class PrintableText {
  private PrintableText() {}

  /** Whether a character prints, rather than steers what shows it or breaks its line. */
  public static boolean prints(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** The text with every character that does not print shown as an escape. */
  public static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (prints(c)) {
                escaped.appendCodePoint(c);
              } else {
                escaped.append(String.format(Locale.ROOT, "\\u{%x}", c));
              }
            });
    return escaped.toString();
  }
}
