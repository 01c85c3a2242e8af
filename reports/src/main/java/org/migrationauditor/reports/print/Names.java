package org.migrationauditor.reports.print;

import java.lang.Character.UnicodeScript;
import java.text.Bidi;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Names of owners that are written from right to left. One is shown as itself only where it cannot
 * be taken for another: letters of one such script, digits and single spaces, nothing else. An
 * object's key never is.
 */
final class Names {
  private Names() {}

  /** The name, or with every letter that reads from the right spelled out if it is not plain. */
  static String plain(String name) {
    return isPlain(name) ? name : spelled(name);
  }

  /** The name with every letter that reads from the right spelled out. */
  static String spelled(String name) {
    return name.codePoints()
        .mapToObj(c -> readsFromRight(c) ? Glyphs.spelled(c) : Character.toString(c))
        .collect(Collectors.joining());
  }

  private static boolean isPlain(String name) {
    Set<UnicodeScript> scripts = new TreeSet<>();
    boolean plain =
        name.equals(name.strip())
            && !name.contains("  ")
            && name.codePoints()
                .allMatch(
                    c -> {
                      if (readsFromRight(c)) {
                        scripts.add(UnicodeScript.of(c));
                        return Character.isLetter(c);
                      }
                      return c == ' ' || (c >= '0' && c <= '9');
                    });
    return plain && scripts.size() == 1;
  }

  static boolean readsFromRight(int codePoint) {
    byte direction = Character.getDirectionality(codePoint);
    return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
        || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC
        || direction == Character.DIRECTIONALITY_ARABIC_NUMBER;
  }

  /** A line in the order in which it stands on the page, from the left (UAX 9). */
  static String visual(String line) {
    Bidi bidi = new Bidi(line, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
    if (bidi.isLeftToRight()) {
      return line;
    }
    int runs = bidi.getRunCount();
    byte[] levels = new byte[runs];
    String[] parts = new String[runs];
    for (int i = 0; i < runs; i++) {
      levels[i] = (byte) bidi.getRunLevel(i);
      String part = line.substring(bidi.getRunStart(i), bidi.getRunLimit(i));
      parts[i] = levels[i] % 2 == 0 ? part : new StringBuilder(part).reverse().toString();
    }
    Bidi.reorderVisually(levels, 0, parts, 0, runs);
    return String.join("", parts);
  }
}
