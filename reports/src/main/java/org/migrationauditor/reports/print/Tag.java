package org.migrationauditor.reports.print;

import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDAttributeObject;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDObjectReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDLayoutAttributeObject;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDListAttributeObject;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDTableAttributeObject;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;

/**
 * One element of a document's structure: a heading, a paragraph, a cell. Tags are read in the order
 * in which they were made, wherever their marks stand on the pages.
 */
final class Tag {
  private final Structure structure;
  private final PDStructureElement element;

  Tag(Structure structure, PDStructureElement element) {
    this.structure = structure;
    this.element = element;
  }

  /** The next element inside this one. */
  Tag child(String type) {
    PDStructureElement child = new PDStructureElement(type, element);
    element.appendKid(child);
    return new Tag(structure, child);
  }

  /** A list whose items are marked so: {@code Decimal}, {@code Disc}. */
  Tag list(String numbering) {
    PDListAttributeObject attribute = new PDListAttributeObject();
    attribute.setListNumbering(numbering);
    return child("L").with(attribute);
  }

  /** A cell that heads a {@code Column} or {@code Row}. */
  Tag head(String scope) {
    PDTableAttributeObject attribute = new PDTableAttributeObject();
    attribute.setScope(scope);
    return child("TH").with(attribute);
  }

  /** A picture, and what is said instead of it. */
  Tag figure(String instead, PDRectangle box) {
    PDLayoutAttributeObject attribute = new PDLayoutAttributeObject();
    attribute.setPlacement(PDLayoutAttributeObject.PLACEMENT_BLOCK);
    attribute.setBBox(box);
    Tag figure = child("Figure").with(attribute);
    figure.element.setAlternateDescription(instead);
    return figure;
  }

  /** A remark that other places can name. */
  Tag note(String id) {
    Tag note = child("Note");
    note.element.setElementIdentifier(id);
    return note;
  }

  /** Part of a text whose marks stand in another order than its characters. */
  Tag span(String text) {
    Tag span = child("Span");
    span.element.setActualText(text);
    return span;
  }

  /** Part of a text in a language of its own. */
  Tag spanIn(String language) {
    Tag span = child("Span");
    span.in(language);
    return span;
  }

  /** Says which language it is in, if that is not the document's. */
  void in(String language) {
    if (!language.equals(structure.language())) {
      element.setLanguage(language);
    }
  }

  /** Takes an annotation of a page in. */
  void own(PDAnnotation annotation, PDPage page) {
    PDObjectReference reference = new PDObjectReference();
    reference.setReferencedObject(annotation);
    reference.getCOSObject().setItem(COSName.PG, page);
    element.appendKid(reference);
    structure.own(annotation, element);
  }

  COSName type() {
    return COSName.getPDFName(element.getStructureType());
  }

  /** Number of the next mark on a page that belongs here. */
  int mark(PDPage page) {
    int mark = structure.mark(page, element);
    if (!element.getCOSObject().containsKey(COSName.PG)) {
      element.setPage(page);
    }
    if (page.equals(element.getPage())) {
      element.appendKid(mark);
    } else {
      PDMarkedContentReference elsewhere = new PDMarkedContentReference();
      elsewhere.setPage(page);
      elsewhere.setMCID(mark);
      element.appendKid(elsewhere);
    }
    return mark;
  }

  private Tag with(PDAttributeObject attribute) {
    element.addAttribute(attribute);
    return this;
  }
}
