package org.migrationauditor.reports.print;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.jspecify.annotations.Nullable;

/**
 * Draws on one page, and marks what it draws: text belongs to a tag, or is an artifact like every
 * line and ground. Lengths are points; a height is measured from the top of the page.
 */
final class Ink implements AutoCloseable {
  private final PDPage page;
  private final PDPageContentStream stream;
  private final float height;
  private @Nullable Object open;
  private @Nullable Tag figure;

  Ink(PDDocument document, PDPage page) {
    this.page = page;
    this.height = page.getMediaBox().getHeight();
    try {
      stream = new PDPageContentStream(document, page, AppendMode.APPEND, true, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  PDPage page() {
    return page;
  }

  /** Draws one line of legible text with its baseline at the given height. */
  void text(String line, Typeface typeface, Style style, float x, float baseline, Tag tag) {
    draw(
        () -> {
          mark(tag);
          show(line, typeface, style, x, baseline);
        });
  }

  /** Draws text that is not part of what the document says. */
  void artifact(String line, Typeface typeface, Style style, float x, float baseline) {
    draw(
        () -> {
          artifact(COSName.ARTIFACT, null);
          show(line, typeface, style, x, baseline);
        });
  }

  /** Draws text that stands around a page: {@code Header} or {@code Footer}. */
  void furniture(
      String where, String line, Typeface typeface, Style style, float x, float baseline) {
    draw(
        () -> {
          COSDictionary pagination = new COSDictionary();
          pagination.setName(COSName.TYPE, "Pagination");
          pagination.setName(COSName.SUBTYPE, where);
          artifact(where, PDPropertyList.create(pagination));
          show(line, typeface, style, x, baseline);
        });
  }

  void fill(float x, float top, float width, float tall, Tint tint) {
    draw(
        () -> {
          artifact(COSName.ARTIFACT, null);
          stream.setNonStrokingColor(tint.color());
          stream.addRect(x, height - top - tall, width, tall);
          stream.fill();
        });
  }

  /** A closed shape of lines; the corners are pairs of x and height from the top. */
  void shape(Tint tint, float... corners) {
    draw(
        () -> {
          artifact(COSName.ARTIFACT, null);
          stream.setNonStrokingColor(tint.color());
          stream.moveTo(corners[0], height - corners[1]);
          for (int i = 2; i < corners.length; i += 2) {
            stream.lineTo(corners[i], height - corners[i + 1]);
          }
          stream.closePath();
          stream.fill();
        });
  }

  /** Whatever is drawn meanwhile belongs to that figure. */
  void figure(Tag tag, Runnable drawing) {
    draw(
        () -> {
          mark(tag);
          figure = tag;
          drawing.run();
          figure = null;
        });
  }

  @Override
  public void close() {
    draw(
        () -> {
          end();
          stream.close();
        });
  }

  private void show(String line, Typeface typeface, Style style, float x, float baseline)
      throws IOException {
    stream.beginText();
    stream.setNonStrokingColor(style.tint().color());
    stream.newLineAtOffset(x, height - baseline);
    for (Typeface.Run run : typeface.runs(line)) {
      stream.setFont(run.font(), style.size());
      stream.showText(run.text());
    }
    stream.endText();
  }

  private void mark(Tag tag) throws IOException {
    if (figure == null && open != tag) {
      end();
      stream.beginMarkedContent(tag.type(), tag.mark(page));
      open = tag;
    }
  }

  private void artifact(Object kind, @Nullable PDPropertyList properties) throws IOException {
    if (figure != null || kind.equals(open)) {
      return;
    }
    end();
    if (properties == null) {
      stream.beginMarkedContent(COSName.ARTIFACT);
    } else {
      stream.beginMarkedContent(COSName.ARTIFACT, properties);
    }
    open = kind;
  }

  private void end() throws IOException {
    if (open != null) {
      stream.endMarkedContent();
      open = null;
    }
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
