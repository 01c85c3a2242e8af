package org.migrationauditor.command.runbook;

import java.util.Locale;

/** Strangers' text as it may stand in a message: short, on one line, nothing invisible in it. */
final class Shown {
  private static final int LIMIT = 120;

  private Shown() {}

  /** The text in single quotes. */
  static String quoted(String text) {
    StringBuilder shown = new StringBuilder("'");
    int at = 0;
    while (at < text.length()) {
      if (at >= LIMIT) {
        return shown.append("...'").toString();
      }
      int c = text.codePointAt(at);
      if (invisible(c)) {
        shown.append(String.format(Locale.ROOT, "\\u{%x}", c));
      } else {
        shown.appendCodePoint(c);
      }
      at += Character.charCount(c);
    }
    return shown.append("'").toString();
  }

  /** The text as {@link #quoted} shows it, without the quotes. */
  static String plain(String text) {
    String quoted = quoted(text);
    return quoted.substring(1, quoted.length() - 1);
  }

  /** Whether a text holds a character that steers a terminal, hides, or is half of a pair. */
  static boolean hidesSomething(String text) {
    return text.codePoints().anyMatch(Shown::invisible);
  }

  /** Whether a character steers a terminal, hides, or is half of a pair. */
  static boolean invisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
