package org.migrationauditor.verifier.compare;

/**
 * Glob over entry keys as a regular expression of RE2, which matches in linear time. {@code *}
 * stands for any characters but {@code /}, {@code **} for any at all, {@code ?} for one that is not
 * {@code /}; every other character stands for itself.
 */
final class KeyPattern {
  private KeyPattern() {}

  static String regex(String glob) {
    StringBuilder regex = new StringBuilder("(?s)");
    int at = 0;
    while (at < glob.length()) {
      int c = glob.codePointAt(at);
      int stars = 0;
      while (at + stars < glob.length() && glob.charAt(at + stars) == '*') {
        stars++;
      }
      if (stars > 0) {
        regex.append(stars == 1 ? "[^/]*" : ".*");
        at += stars;
      } else {
        regex.append(c == '?' ? "[^/]" : literal(c));
        at += Character.charCount(c);
      }
    }
    // the slash that ends a folder's key may be left out
    return regex.append("/?").toString();
  }

  private static String literal(int c) {
    return "\\x{%x}".formatted(c);
  }
}
