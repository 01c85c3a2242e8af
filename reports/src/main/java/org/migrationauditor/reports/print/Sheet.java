package org.migrationauditor.reports.print;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.migrationauditor.reports.SignatureField;
import org.migrationauditor.reports.print.Style.Face;

/** A4 pages, filled from top to bottom. Lengths are points; a height is measured from the top. */
final class Sheet {
  static final float LEFT = 51;
  static final float WIDTH = PDRectangle.A4.getWidth() - 2 * LEFT;
  static final float BODY_HEIGHT = PDRectangle.A4.getHeight() - Sheet.TOP - Sheet.BOTTOM;
  private static final float TOP = 62;
  private static final float BOTTOM = 58;
  private static final float HEIGHT = PDRectangle.A4.getHeight();

  private final PDDocument document;
  private final Map<Face, Typeface> typefaces = new EnumMap<>(Face.class);
  private final Map<Face, LineBreaker> breakers = new EnumMap<>(Face.class);
  private final SignatureBoxes boxes;
  private PDPage page;
  private PDPageContentStream ink;
  private float used;

  Sheet(PDDocument document, FontFiles fonts) throws IOException {
    this.document = document;
    for (Face face : Face.values()) {
      Typeface typeface = new Typeface(document, fonts.of(face));
      typefaces.put(face, typeface);
      breakers.put(face, new LineBreaker(typeface));
    }
    boxes = new SignatureBoxes(document, of(typefaces, Style.CELL));
    page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    ink = new PDPageContentStream(document, page);
  }

  LineBreaker breaker(Style style) {
    return of(breakers, style);
  }

  /** The page being filled. */
  PDPage page() {
    return page;
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
    try {
      ink.close();
      page = new PDPage(PDRectangle.A4);
      document.addPage(page);
      ink = new PDPageContentStream(document, page);
      used = 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Draws one line of legible text with its baseline at the given height. */
  void text(String line, Style style, float x, float baseline) {
    if (line.isEmpty()) {
      return;
    }
    draw(
        () -> {
          ink.beginText();
          ink.setFont(of(typefaces, style).font(), style.size());
          ink.setNonStrokingColor(style.tint().color());
          ink.newLineAtOffset(x, HEIGHT - baseline);
          ink.showText(line);
          ink.endText();
        });
  }

  void textRight(String line, Style style, float right, float baseline) {
    text(line, style, right - width(line, style), baseline);
  }

  float width(String line, Style style) {
    Typeface typeface = of(typefaces, style);
    return (float) line.codePoints().mapToDouble(typeface::width).sum() * style.size() / 1000;
  }

  void fill(float x, float top, float width, float height, Tint tint) {
    draw(
        () -> {
          ink.setNonStrokingColor(tint.color());
          ink.addRect(x, HEIGHT - top - height, width, height);
          ink.fill();
        });
  }

  /** A closed shape of lines; the corners are pairs of x and height from the top. */
  void shape(Tint tint, float... corners) {
    draw(
        () -> {
          ink.setNonStrokingColor(tint.color());
          ink.moveTo(corners[0], HEIGHT - corners[1]);
          for (int i = 2; i < corners.length; i += 2) {
            ink.lineTo(corners[i], HEIGHT - corners[i + 1]);
          }
          ink.closePath();
          ink.fill();
        });
  }

  /** Puts an empty signature field on the page. */
  void field(SignatureField field, float x, float top, String description, String empty) {
    PDRectangle box =
        new PDRectangle(
            x,
            HEIGHT - top - SignatureField.HEIGHT,
            SignatureField.WIDTH,
            SignatureField.HEIGHT);
    draw(() -> boxes.put(field, page, box, description, empty));
  }

  void rule(float x, float height, float width, Tint tint) {
    fill(x, height, width, 0.6f, tint);
  }

  /** Ends the last page, then lets each page be given what needs the number of pages. */
  void finish(Furniture furniture) throws IOException {
    ink.close();
    int pages = document.getNumberOfPages();
    for (int i = 0; i < pages; i++) {
      ink = new PDPageContentStream(document, document.getPage(i), AppendMode.APPEND, true, true);
      furniture.furnish(this, i + 1, pages);
      ink.close();
    }
  }

  /** What stands around the body of a page. */
  interface Furniture {
    void furnish(Sheet sheet, int page, int pages);
  }

  private static <T> T of(Map<Face, T> map, Style style) {
    T found = map.get(style.face());
    if (found == null) {
      throw new IllegalStateException("no font for " + style.face());
    }
    return found;
  }

  private static void draw(Drawing drawing) {
    try {
      drawing.draw();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Drawing {
    void draw() throws IOException;
  }
}
