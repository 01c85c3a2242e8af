package org.migrationauditor.reports.print;

import java.util.regex.Pattern;

/**
 * A paragraph inside a cell.
 *
 * @param text as it came, from strangers too; the page shows its legible form
 * @param gap above, points
 */
record Block(String text, Style style, float gap) {
  private static final Pattern HIDDEN_SPACE = Pattern.compile("^ | $|(?<= ) ");

  static Block of(String text, Style style) {
    return new Block(text, style, 0);
  }

  /** A name whose spaces matter: those that a reader could not see are spelled out. */
  static Block key(String name, Style style) {
    return of(HIDDEN_SPACE.matcher(name).replaceAll("[U+0020]"), style);
  }

  Block below(float points) {
    return new Block(text, style, points);
  }
}
