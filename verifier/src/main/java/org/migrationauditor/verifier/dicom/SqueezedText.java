package org.migrationauditor.verifier.dicom;

import java.util.BitSet;

/**
 * Letters and digits of a text without what stands between them, and where its words begin and end:
 * at other characters, and where letters and digits meet, unless they make up a hexadecimal number.
 */
final class SqueezedText {
  private static final int SHORTEST_HEX = 8;

  private final String text;
  private final BitSet edges = new BitSet();

  SqueezedText(String original) {
    StringBuilder squeezed = new StringBuilder(original.length());
    int start = 0;
    while (start < original.length()) {
      int end = start;
      while (end < original.length() && isPart(original.charAt(end))) {
        end++;
      }
      if (end > start) {
        add(original.substring(start, end), squeezed);
      }
      start = end + 1;
    }
    edges.set(squeezed.length());
    text = squeezed.toString();
  }

  String text() {
    return text;
  }

  /** Whether some of its words, one after the other, are these characters. */
  boolean holds(String characters) {
    for (int at = text.indexOf(characters); at >= 0; at = text.indexOf(characters, at + 1)) {
      if (edges.get(at) && edges.get(at + characters.length())) {
        return true;
      }
    }
    return false;
  }

  private void add(String word, StringBuilder squeezed) {
    int offset = squeezed.length();
    edges.set(offset);
    boolean hex = isHex(word);
    for (int i = 1; i < word.length() && !hex; i++) {
      if (Character.isDigit(word.charAt(i)) != Character.isDigit(word.charAt(i - 1))) {
        edges.set(offset + i);
      }
    }
    squeezed.append(word);
  }

  private static boolean isHex(String word) {
    return word.length() >= SHORTEST_HEX
        && word.chars().allMatch(c -> Character.digit(c, 16) >= 0)
        && !word.chars().allMatch(Character::isDigit);
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c) || Character.isSurrogate(c);
  }
}
