package org.migrationauditor.reports;

import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** What a reader sees of a document. */
public final class PdfText {
  private PdfText() {}

  public static String of(byte[] pdf) throws IOException {
    return pages(pdf, 1, Integer.MAX_VALUE);
  }

  public static String page(byte[] pdf, int number) throws IOException {
    return pages(pdf, number, number);
  }

  /** The text without any white space, so that wrapped lines read as one. */
  public static String unwrapped(byte[] pdf) throws IOException {
    return of(pdf).replaceAll("\\s+", "");
  }

  private static String pages(byte[] pdf, int first, int last) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setStartPage(first);
      stripper.setEndPage(last);
      return stripper.getText(document);
    }
  }
}
