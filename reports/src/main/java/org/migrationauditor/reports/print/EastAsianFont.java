package org.migrationauditor.reports.print;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/**
 * This machine's font for {@link EastAsian} letters in one document: opened when the first of them
 * comes, embedded once for all styles. It has one weight.
 */
final class EastAsianFont {
  private final PDDocument document;
  private final FontFiles files;
  private boolean asked;
  private @Nullable PDType0Font font;
  private @Nullable CmapLookup glyphs;

  EastAsianFont(PDDocument document, FontFiles files) {
    this.document = document;
    this.files = files;
  }

  /** Whether it has a glyph for the letter, which reads back as that letter and no other. */
  boolean shows(int codePoint) {
    if (!EastAsian.isLetter(codePoint)) {
      return false;
    }
    open();
    if (glyphs == null) {
      return false;
    }
    int glyph = glyphs.getGlyphId(codePoint);
    List<Integer> read = glyph == 0 ? null : glyphs.getCharCodes(glyph);
    return read != null && read.getFirst() == codePoint;
  }

  /**
   * The font.
   *
   * @throws IllegalStateException if this machine has none, so that it {@link #shows} nothing
   */
  PDType0Font font() {
    if (font == null) {
      throw new IllegalStateException("no font for East Asian letters");
    }
    return font;
  }

  private void open() {
    if (asked) {
      return;
    }
    asked = true;
    TrueTypeFont file = files.eastAsian().orElse(null);
    if (file == null) {
      return;
    }
    try {
      file.setEnableGsub(false); // as every Typeface
      font = PDType0Font.load(document, file, true);
      glyphs = file.getUnicodeCmapLookup();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
