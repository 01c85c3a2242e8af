package org.migrationauditor.reports.print;

import java.util.IdentityHashMap;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;

/**
 * What a document is made of, in the order in which it is read aloud (ISO 32000-1, 14.7): the tree
 * of its tags, and for every mark on a page the tag that it belongs to.
 */
final class Structure {
  private final PDStructureTreeRoot root = new PDStructureTreeRoot();
  private final COSArray parents = new COSArray();
  private final IdentityHashMap<COSDictionary, COSArray> marks = new IdentityHashMap<>();
  private final Tag document;
  private final String language;
  private int keys;

  /**
   * @param language of the document (RFC 5646)
   */
  Structure(PDDocument pdf, String language) {
    this.language = language;
    PDStructureElement element = new PDStructureElement("Document", root);
    element.setLanguage(language);
    root.appendKid(element);
    document = new Tag(this, element);
    PDMarkInfo marked = new PDMarkInfo();
    marked.setMarked(true);
    PDDocumentCatalog catalog = pdf.getDocumentCatalog();
    catalog.setMarkInfo(marked);
    catalog.setStructureTreeRoot(root);
    COSDictionary tree = new COSDictionary();
    tree.setItem(COSName.NUMS, parents);
    root.getCOSObject().setItem(COSName.PARENT_TREE, tree);
  }

  String language() {
    return language;
  }

  /** The tag around all others. */
  Tag document() {
    return document;
  }

  /** The next mark on a page, which belongs to that element. */
  int mark(PDPage page, PDStructureElement element) {
    COSArray onPage = marks.get(page.getCOSObject());
    if (onPage == null) {
      onPage = new COSArray();
      marks.put(page.getCOSObject(), onPage);
      page.setStructParents(key(onPage));
    }
    onPage.add(element.getCOSObject());
    return onPage.size() - 1;
  }

  /** Says that an annotation belongs to that element. */
  void own(PDAnnotation annotation, PDStructureElement element) {
    annotation.setStructParent(key(element.getCOSObject()));
  }

  private int key(COSBase owner) {
    parents.add(COSInteger.get(keys));
    parents.add(owner);
    keys++;
    root.setParentTreeNextKey(keys);
    return keys - 1;
  }
}
