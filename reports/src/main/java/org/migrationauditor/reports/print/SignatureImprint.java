package org.migrationauditor.reports.print;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceDictionary;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.migrationauditor.reports.print.Style.Face;
import org.migrationauditor.signatures.SignatureField;

/** What a {@link SignatureField} shows once somebody signed in it. */
public final class SignatureImprint {
  private static final float INSET = 10;
  private static final float WIDTH = SignatureField.WIDTH - 2 * INSET;
  private static final float LEADING = 12;
  private static final String CUT = "...";

  private final FontFiles fonts = new FontFiles();

  /**
   * A document of its own with one signature field that looks so; PDFBox takes the look from there.
   *
   * @param title who signed with which meaning
   * @param lines below it, in smaller type; what is too long for the box ends in three dots
   */
  public byte[] template(String title, List<String> lines) throws IOException {
    try (PDDocument document = new PDDocument()) {
      document.addPage(new PDPage());
      PDAcroForm form = new PDAcroForm(document);
      document.getDocumentCatalog().setAcroForm(form);
      PDSignatureField field = new PDSignatureField(form);
      PDAnnotationWidget widget = field.getWidgets().getFirst();
      PDRectangle box = new PDRectangle(SignatureField.WIDTH, SignatureField.HEIGHT);
      widget.setRectangle(box);
      PDAppearanceDictionary appearance = new PDAppearanceDictionary();
      appearance.setNormalAppearance(drawn(document, box, title, lines));
      widget.setAppearance(appearance);
      form.setFields(List.of(field));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out, CompressParameters.NO_COMPRESSION);
      return out.toByteArray();
    }
  }

  private PDAppearanceStream drawn(
      PDDocument document, PDRectangle box, String title, List<String> lines) throws IOException {
    PDAppearanceStream stream = new PDAppearanceStream(document);
    stream.setResources(new PDResources());
    stream.setBBox(box);
    EastAsianFont eastAsian = new EastAsianFont(document, fonts);
    Typeface bold = new Typeface(document, fonts, Face.BOLD, eastAsian);
    Typeface regular = new Typeface(document, fonts, Face.REGULAR, eastAsian);
    try (PDPageContentStream ink = new PDPageContentStream(document, stream)) {
      ink.setStrokingColor(Tint.ACCENT.color());
      ink.setLineWidth(0.8f);
      ink.addRect(0.5f, 0.5f, box.getWidth() - 1, box.getHeight() - 1);
      ink.stroke();
      float baseline = box.getHeight() - 16;
      write(ink, bold, Style.STRONG, title, baseline);
      for (String line : lines) {
        baseline -= LEADING;
        write(ink, regular, Style.CELL_MUTED, line, baseline);
      }
    }
    return stream;
  }

  private static void write(
      PDPageContentStream ink, Typeface typeface, Style style, String text, float baseline)
      throws IOException {
    ink.beginText();
    ink.setNonStrokingColor(style.tint().color());
    ink.newLineAtOffset(INSET, baseline);
    for (Typeface.Run run : typeface.runs(cut(typeface, style, typeface.legible(text)))) {
      ink.setFont(run.font(), style.size());
      ink.showText(run.text());
    }
    ink.endText();
  }

  private static String cut(Typeface typeface, Style style, String text) {
    if (width(typeface, style, text) <= WIDTH) {
      return text;
    }
    int end = text.length();
    while (end > 0 && width(typeface, style, text.substring(0, end) + CUT) > WIDTH) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end) + CUT;
  }

  private static float width(Typeface typeface, Style style, String text) {
    return (float) text.codePoints().mapToDouble(typeface::width).sum() / 1000 * style.size();
  }
}
