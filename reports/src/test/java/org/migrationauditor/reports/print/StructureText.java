package org.migrationauditor.reports.print;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDObjectReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDMarkedContent;
import org.apache.pdfbox.text.PDFMarkedContentExtractor;
import org.apache.pdfbox.text.TextPosition;

/**
 * What a screen reader is told: one line an element, indented by its depth, with its language in
 * brackets, its actual text between equals signs, its alternative in braces, and its text.
 */
final class StructureText {
  private final Map<COSDictionary, Map<Integer, String>> texts = new HashMap<>();
  private final StringBuilder lines = new StringBuilder();

  private StructureText() {}

  static String of(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      StructureText text = new StructureText();
      for (PDPage page : document.getPages()) {
        text.texts.put(page.getCOSObject(), marks(page));
      }
      text.add(document.getDocumentCatalog().getStructureTreeRoot(), 0);
      return text.lines.toString();
    }
  }

  private static Map<Integer, String> marks(PDPage page) throws IOException {
    PDFMarkedContentExtractor extractor = new PDFMarkedContentExtractor();
    extractor.setSuppressDuplicateOverlappingText(false);
    extractor.processPage(page);
    Map<Integer, String> marks = new HashMap<>();
    for (PDMarkedContent content : extractor.getMarkedContents()) {
      if (content.getMCID() >= 0) {
        StringBuilder text = new StringBuilder();
        for (Object glyph : content.getContents()) {
          if (glyph instanceof TextPosition position) {
            text.append(position.getUnicode());
          }
        }
        marks.put(content.getMCID(), text.toString());
      }
    }
    return marks;
  }

  private void add(PDStructureNode node, int depth) {
    for (Object kid : node.getKids()) {
      if (kid instanceof PDStructureElement element) {
        lines.append("  ".repeat(depth)).append(head(element));
        String text = text(element);
        lines.append(text.isEmpty() ? "" : " " + text.strip()).append('\n');
        add(element, depth + 1);
      }
    }
  }

  private static String head(PDStructureElement element) {
    StringBuilder head = new StringBuilder(element.getStructureType());
    COSBase attribute = element.getCOSObject().getDictionaryObject(COSName.A);
    if (attribute instanceof COSArray revisions) {
      attribute = revisions.getObject(0);
    }
    if (attribute instanceof COSDictionary dictionary && dictionary.containsKey("Scope")) {
      head.append(' ').append(dictionary.getNameAsString("Scope"));
    }
    if (element.getLanguage() != null && !element.getStructureType().equals("Document")) {
      head.append(" [").append(element.getLanguage()).append(']');
    }
    if (element.getActualText() != null) {
      head.append(" = ").append(element.getActualText()).append(" =");
    }
    if (element.getAlternateDescription() != null) {
      head.append(" {").append(element.getAlternateDescription()).append('}');
    }
    return head.toString();
  }

  private String text(PDStructureElement element) {
    StringBuilder text = new StringBuilder();
    for (Object kid : element.getKids()) {
      if (kid instanceof Integer mark) {
        text.append(mark(element.getPage(), mark));
      } else if (kid instanceof PDMarkedContentReference reference) {
        text.append(mark(reference.getPage(), reference.getMCID()));
      } else if (kid instanceof PDObjectReference) {
        text.append("<annotation>");
      }
    }
    return text.toString();
  }

  private String mark(PDPage page, int mark) {
    return texts.getOrDefault(page.getCOSObject(), Map.of()).getOrDefault(mark, "?");
  }
}
