package org.migrationauditor.reports.sign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.migrationauditor.signatures.SignatureField;

/**
 * The places for signatures in a document.
 *
 * @param printed those that it has
 * @param signed those that are taken
 * @param language of its pages
 */
record ReportFields(Set<SignatureField> printed, Set<SignatureField> signed, Locale language) {
  ReportFields {
    printed = Set.copyOf(printed);
    signed = Set.copyOf(signed);
  }

  /**
   * Reads them.
   *
   * @throws IOException if it is no PDF
   */
  static ReportFields of(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return of(document);
    }
  }

  /**
   * Reads those of a file.
   *
   * @throws IOException if it cannot be read or is no PDF
   */
  static ReportFields of(Path pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
      return of(document);
    }
  }

  private static ReportFields of(PDDocument document) {
    Set<SignatureField> printed = EnumSet.noneOf(SignatureField.class);
    Set<SignatureField> signed = EnumSet.noneOf(SignatureField.class);
    PDAcroForm form = document.getDocumentCatalog().getAcroForm(null);
    for (SignatureField field : SignatureField.values()) {
      PDField found = form == null ? null : form.getField(field.fieldName());
      if (found != null) {
        printed.add(field);
        if (found.getCOSObject().containsKey(COSName.V)) {
          signed.add(field);
        }
      }
    }
    String language = document.getDocumentCatalog().getLanguage();
    return new ReportFields(
        printed, signed, Locale.forLanguageTag(language == null ? "en" : language));
  }
}
