package org.migrationauditor.reports.print;

import java.text.Normalizer;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.fontbox.ttf.CmapLookup;

/**
 * What a font can show. A character is legible if it has a glyph of its own, stands by itself and
 * reads from left to right; any other is spelled {@code [U+202E]}, so that no name can hide,
 * reorder or imitate anything on the page. East Asian letters are shown by another font where there
 * is one and some of those that stand together imitate nothing, or spelled.
 */
final class Glyphs {
  private final CmapLookup glyphs;
  private final boolean rightToLeft;
  private final IntPredicate eastAsian;

  /**
   * @param rightToLeft whether letters that are read from right to left may be shown, too
   * @param eastAsian which {@link EastAsian} letters another font shows
   */
  Glyphs(CmapLookup glyphs, boolean rightToLeft, IntPredicate eastAsian) {
    this.glyphs = glyphs;
    this.rightToLeft = rightToLeft;
    this.eastAsian = eastAsian;
  }

  /** How a character is shown that cannot show itself. */
  static String spelled(int codePoint) {
    return "[U+%04X]".formatted(codePoint);
  }

  /** The text with every character spelled out that is not legible. */
  String legible(String text) {
    StringBuilder legible = new StringBuilder(text.length());
    int[] points = text.codePoints().toArray();
    for (int i = 0; i < points.length; i++) {
      if (points[i] == ' ' || isLegible(points, i)) {
        legible.appendCodePoint(points[i]);
      } else {
        legible.append(spelled(points[i]));
      }
    }
    return legible.toString();
  }

  private boolean isLegible(int[] text, int at) {
    return EastAsian.isLetter(text[at])
        ? eastAsian.test(text[at]) && EastAsian.areThemselves(text, at)
        : isLegible(text[at]);
  }

  private boolean isLegible(int codePoint) {
    if (codePoint > ' ' && codePoint < 0x7F) {
      return true;
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR,
          Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK ->
          false;
      default -> (rightToLeft || !Names.readsFromRight(codePoint)) && hasGlyphOfItsOwn(codePoint);
    };
  }

  /** Characters that share a glyph read back from the page as one and the same. */
  private boolean hasGlyphOfItsOwn(int codePoint) {
    int glyph = glyphs.getGlyphId(codePoint);
    if (glyph == 0) {
      return false;
    }
    List<Integer> sharing = glyphs.getCharCodes(glyph);
    return sharing != null && folded(codePoint).equals(folded(Collections.min(sharing)));
  }

  private static String folded(int codePoint) {
    return Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKC);
  }
}
