package org.migrationauditor.verifier.owner;

/**
 * A pattern in which {@code *} stands for any characters and {@code ?} for one; every other stands
 * for itself, upper and lower case apart. Matching takes no more steps than the product of both
 * lengths.
 */
record Glob(String pattern) {
  boolean matches(String text) {
    int at = 0;
    int next = 0;
    int star = -1;
    int retry = 0;
    while (next < text.length()) {
      char c = at < pattern.length() ? pattern.charAt(at) : 0;
      if (at < pattern.length() && c == '*') {
        star = at++;
        retry = next;
      } else if (at < pattern.length() && (c == '?' || c == text.charAt(next))) {
        at++;
        next++;
      } else if (star >= 0) {
        at = star + 1;
        next = ++retry;
      } else {
        return false;
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    return at == pattern.length();
  }
}
