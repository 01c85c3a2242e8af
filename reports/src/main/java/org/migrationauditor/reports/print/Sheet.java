package org.migrationauditor.reports.print;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.migrationauditor.reports.print.Style.Face;
import org.migrationauditor.signatures.SignatureField;

/** A4 pages, filled from top to bottom. Lengths are points; a height is measured from the top. */
final class Sheet {
  static final float LEFT = 51;
  static final float WIDTH = PDRectangle.A4.getWidth() - 2 * LEFT;
  static final float BODY_HEIGHT = PDRectangle.A4.getHeight() - Sheet.TOP - Sheet.BOTTOM;
  private static final float TOP = 62;
  private static final float BOTTOM = 58;
  private static final float HEIGHT = PDRectangle.A4.getHeight();

  private final PDDocument document;
  private final FontFiles fonts;
  private final EastAsianFont eastAsian;
  private final Map<Face, Typeface> typefaces = new EnumMap<>(Face.class);
  private final SignatureBoxes boxes;
  private Ink ink;
  private float used;

  Sheet(PDDocument document, FontFiles fonts) {
    this.document = document;
    this.fonts = fonts;
    eastAsian = new EastAsianFont(document, fonts);
    boxes = new SignatureBoxes(document, typeface(Style.CELL.face()));
    ink = new Ink(document, newPage());
  }

  LineBreaker breaker(Style style) {
    return new LineBreaker(typeface(style.face()));
  }

  /** The page being filled. */
  PDPage page() {
    return ink.page();
  }

  /** Where the next thing goes, from the top of the page. */
  float cursor() {
    return TOP + used;
  }

  float left() {
    return BODY_HEIGHT - used;
  }

  void advance(float height) {
    used += height;
  }

  /** Starts a new page unless that much is left on this one. */
  void need(float height) {
    if (height > left() && used > 0) {
      turn();
    }
  }

  void turn() {
    ink.close();
    ink = new Ink(document, newPage());
    used = 0;
  }

  /** Draws one line of legible text with its baseline at the given height. */
  void text(String line, Style style, float x, float baseline, Tag tag) {
    if (!line.isEmpty()) {
      ink.text(line, typeface(style.face()), style, x, baseline, tag);
    }
  }

  void textRight(String line, Style style, float right, float baseline, Tag tag) {
    text(line, style, right - width(line.stripTrailing(), style), baseline, tag);
  }

  /** Draws text that was said before, for the eye only. */
  void echo(String line, Style style, float x, float baseline) {
    if (!line.isEmpty()) {
      ink.artifact(line, typeface(style.face()), style, x, baseline);
    }
  }

  /** Draws text that stands around a page: {@code Header} or {@code Footer}. */
  void furniture(String where, String line, Style style, float x, float baseline) {
    if (!line.isEmpty()) {
      ink.furniture(where, line, typeface(style.face()), style, x, baseline);
    }
  }

  float width(String line, Style style) {
    Typeface typeface = typeface(style.face());
    return (float) line.codePoints().mapToDouble(typeface::width).sum() * style.size() / 1000;
  }

  void fill(float x, float top, float width, float height, Tint tint) {
    ink.fill(x, top, width, height, tint);
  }

  /** A closed shape of lines; the corners are pairs of x and height from the top. */
  void shape(Tint tint, float... corners) {
    ink.shape(tint, corners);
  }

  void rule(float x, float height, float width, Tint tint) {
    fill(x, height, width, 0.6f, tint);
  }

  /** Draws a picture; the tag says it in words. */
  void figure(Tag tag, Runnable drawing) {
    ink.figure(tag, drawing);
  }

  /** A box on the page as PDF has it, measured from below. */
  PDRectangle box(float x, float top, float width, float height) {
    return new PDRectangle(x, HEIGHT - top - height, width, height);
  }

  /** A height of this page as PDF has it, measured from below. */
  float fromBelow(float height) {
    return HEIGHT - height;
  }

  /** Puts an empty signature field on the page. */
  void field(SignatureField field, float x, float top, String description, String empty, Tag tag) {
    PDRectangle box = box(x, top, SignatureField.WIDTH, SignatureField.HEIGHT);
    try {
      tag.own(boxes.put(field, page(), box, description, empty), page());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the last page, then lets each page be given what needs the number of pages. */
  void finish(Furniture furniture) {
    ink.close();
    int pages = document.getNumberOfPages();
    for (int i = 0; i < pages; i++) {
      ink = new Ink(document, document.getPage(i));
      furniture.furnish(this, i + 1, pages);
      ink.close();
    }
  }

  /** What stands around the body of a page. */
  interface Furniture {
    void furnish(Sheet sheet, int page, int pages);
  }

  private PDPage newPage() {
    PDPage page = new PDPage(PDRectangle.A4);
    page.getCOSObject().setItem(COSName.getPDFName("Tabs"), COSName.S);
    document.addPage(page);
    return page;
  }

  /** A font of the document, which holds only those that were asked for. */
  private Typeface typeface(Face face) {
    return typefaces.computeIfAbsent(
        face,
        asked -> {
          try {
            return new Typeface(document, fonts, asked, eastAsian);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
