package org.migrationauditor.reports.print;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** One embedded font of one document. */
final class Typeface {
  private final PDType0Font font;
  private final Glyphs glyphs;
  private final Map<Integer, Float> widths = new HashMap<>();

  Typeface(PDDocument document, byte[] file) throws IOException {
    this(document, file, false);
  }

  /**
   * @param rightToLeft whether letters that are read from right to left may be shown, too
   */
  Typeface(PDDocument document, byte[] file, boolean rightToLeft) throws IOException {
    TrueTypeFont ttf = new TTFParser().parse(new RandomAccessReadBuffer(file));
    ttf.setEnableGsub(false); // a ligature would hide which characters a key is made of
    glyphs = new Glyphs(ttf.getUnicodeCmapLookup(), rightToLeft);
    font = PDType0Font.load(document, ttf, true);
  }

  PDType0Font font() {
    return font;
  }

  /** Width of one legible character, thousandths of the font's size. */
  float width(int codePoint) {
    return widths.computeIfAbsent(codePoint, this::measured);
  }

  private float measured(int codePoint) {
    try {
      return font.getStringWidth(Character.toString(codePoint));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  String legible(String text) {
    return glyphs.legible(text);
  }
}
