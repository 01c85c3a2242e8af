package org.migrationauditor.reports.print;

import java.util.regex.Pattern;

/**
 * A paragraph inside a cell.
 *
 * @param text as it came, from strangers too; the page shows its legible form
 * @param gap above, points
 * @param english whether it is a sentence of the record, which is in English in every document
 */
record Block(String text, Style style, float gap, boolean english) {
  private static final Pattern HIDDEN_SPACE = Pattern.compile("^ | $|(?<= ) ");

  static Block of(String text, Style style) {
    return new Block(text, style, 0, false);
  }

  /** A sentence that the record holds. */
  static Block recorded(String text, Style style) {
    return new Block(text, style, 0, true);
  }

  /** A name whose spaces matter: those that a reader could not see are spelled out. */
  static Block key(String name, Style style) {
    return of(HIDDEN_SPACE.matcher(name).replaceAll("[U+0020]"), style);
  }

  Block below(float points) {
    return new Block(text, style, points, english);
  }
}
