package org.migrationauditor.reports.print;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.migrationauditor.reports.print.Style.Face;

/** One face in one document, with a font for East Asian letters as its last resort. */
final class Typeface {
  private final PDType0Font font;
  private final EastAsianFont lastResort;
  private final Glyphs glyphs;
  private final Map<Integer, Float> widths = new HashMap<>();

  /**
   * Embeds a face.
   *
   * @param lastResort of the same document
   */
  Typeface(PDDocument document, FontFiles files, Face face, EastAsianFont lastResort)
      throws IOException {
    TrueTypeFont ttf = files.open(face);
    ttf.setEnableGsub(false); // a ligature would hide which characters a key is made of
    this.lastResort = lastResort;
    glyphs = new Glyphs(ttf.getUnicodeCmapLookup(), face.rightToLeft(), lastResort::shows);
    font = PDType0Font.load(document, ttf, true);
  }

  /** Part of a line, and the font that shows it. */
  record Run(String text, PDType0Font font) {}

  /** The font that shows the face's own letters. */
  PDType0Font font() {
    return font;
  }

  /** A line of legible text in parts, each in one font. */
  List<Run> runs(String line) {
    List<Run> runs = new ArrayList<>();
    for (int start = 0; start < line.length(); ) {
      boolean lent = lastResort.shows(line.codePointAt(start));
      int end = start;
      while (end < line.length() && lastResort.shows(line.codePointAt(end)) == lent) {
        end += Character.charCount(line.codePointAt(end));
      }
      runs.add(new Run(line.substring(start, end), lent ? lastResort.font() : font));
      start = end;
    }
    return runs;
  }

  /** Width of one legible character, thousandths of the font's size. */
  float width(int codePoint) {
    return widths.computeIfAbsent(codePoint, this::measured);
  }

  private float measured(int codePoint) {
    try {
      return fontOf(codePoint).getStringWidth(Character.toString(codePoint));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private PDType0Font fontOf(int codePoint) {
    return lastResort.shows(codePoint) ? lastResort.font() : font;
  }

  String legible(String text) {
    return glyphs.legible(text);
  }
}
