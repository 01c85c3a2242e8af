package org.migrationauditor.reports.print;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceDictionary;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.migrationauditor.signatures.SignatureField;

/** The empty signature fields of a document. */
final class SignatureBoxes {
  private final PDDocument document;
  private final Typeface typeface;
  private final List<PDField> fields = new ArrayList<>();

  SignatureBoxes(PDDocument document, Typeface typeface) {
    this.document = document;
    this.typeface = typeface;
  }

  /**
   * Puts a field on a page.
   *
   * @param description that a reader hears instead of the box
   * @param empty what the box says while nobody signed
   */
  PDAnnotationWidget put(
      SignatureField field, PDPage page, PDRectangle box, String description, String empty)
      throws IOException {
    PDSignatureField form = new PDSignatureField(form());
    form.setPartialName(field.fieldName());
    form.setAlternateFieldName(description);
    PDAnnotationWidget widget = form.getWidgets().getFirst();
    widget.setRectangle(box);
    widget.setPage(page);
    widget.setPrinted(true);
    widget.setAppearance(appearance(box, empty));
    page.getAnnotations().add(widget);
    fields.add(form);
    form().setFields(fields);
    return widget;
  }

  private PDAcroForm form() {
    PDAcroForm form = document.getDocumentCatalog().getAcroForm(null);
    if (form == null) {
      form = new PDAcroForm(document);
      document.getDocumentCatalog().setAcroForm(form);
    }
    return form;
  }

  private PDAppearanceDictionary appearance(PDRectangle box, String text) throws IOException {
    PDAppearanceStream stream = new PDAppearanceStream(document);
    stream.setResources(new PDResources());
    stream.setBBox(new PDRectangle(box.getWidth(), box.getHeight()));
    try (PDPageContentStream ink = new PDPageContentStream(document, stream)) {
      ink.setStrokingColor(Tint.MUTED.color());
      ink.setLineWidth(0.6f);
      ink.setLineDashPattern(new float[] {3, 2}, 0);
      ink.addRect(0.5f, 0.5f, box.getWidth() - 1, box.getHeight() - 1);
      ink.stroke();
      ink.beginText();
      ink.setFont(typeface.font(), Style.CELL.size());
      ink.setNonStrokingColor(Tint.MUTED.color());
      ink.newLineAtOffset(10, box.getHeight() / 2 - 3);
      ink.showText(text);
      ink.endText();
    }
    PDAppearanceDictionary appearance = new PDAppearanceDictionary();
    appearance.setNormalAppearance(stream);
    return appearance;
  }
}
