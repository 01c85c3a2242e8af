package org.migrationauditor.reports.print;

import java.util.regex.Pattern;

/**
 * A paragraph inside a cell.
 *
 * @param text as it came, from strangers too; the page shows its legible form
 * @param gap above, points
 */
record Block(String text, Style style, float gap, Kind kind) {
  private static final Pattern HIDDEN_SPACE = Pattern.compile("^ | $|(?<= ) ");

  /** What is in a paragraph. */
  enum Kind {
    /** Words in the language of the document, or a value. */
    WORDS,
    /** A sentence of the record, which is in English in every document. */
    RECORDED,
    /** Words with an owner's name that is written from right to left. */
    NAMED
  }

  static Block of(String text, Style style) {
    return new Block(text, style, 0, Kind.WORDS);
  }

  /** A sentence that the record holds. */
  static Block recorded(String text, Style style) {
    return new Block(text, style, 0, Kind.RECORDED);
  }

  /** A text with a name that is {@link Names#plain}. */
  static Block named(String text, Style style) {
    return text.codePoints().anyMatch(Names::readsFromRight)
        ? new Block(text, style.forNames(), 0, Kind.NAMED)
        : key(text, style);
  }

  /** A name whose spaces matter: those that a reader could not see are spelled out. */
  static Block key(String name, Style style) {
    return of(HIDDEN_SPACE.matcher(name).replaceAll("[U+0020]"), style);
  }

  Block below(float points) {
    return new Block(text, style, points, kind);
  }
}
