package org.migrationauditor.reports.print;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageXYZDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;

/** Bookmarks of a document's chapters, and links to them from wherever they are named. */
final class Signposts {
  private final PDDocumentOutline bookmarks;
  private final Map<Chapter, PDPageXYZDestination> chapters = new EnumMap<>(Chapter.class);
  private final List<Pending> links = new ArrayList<>();

  Signposts(PDDocumentOutline bookmarks) {
    this.bookmarks = bookmarks;
  }

  /**
   * Says that a chapter begins here.
   *
   * @param top of its heading, points from below
   */
  void begin(Chapter chapter, String heading, PDPage page, float top) {
    PDPageXYZDestination destination = new PDPageXYZDestination();
    destination.setPage(page);
    destination.setTop(Math.round(top));
    chapters.put(chapter, destination);
    PDOutlineItem item = new PDOutlineItem();
    item.setTitle(heading);
    item.setDestination(destination);
    bookmarks.addLast(item);
  }

  /** Makes a box on a page lead to a chapter, which may come later. */
  void link(Chapter chapter, String words, PDPage page, PDRectangle box, Tag tag) {
    PDAnnotationLink link = new PDAnnotationLink();
    link.setRectangle(box);
    link.setPage(page);
    link.setPrinted(true);
    link.setContents(words);
    link.setBorder(new COSArray(List.of(COSInteger.ZERO, COSInteger.ZERO, COSInteger.ZERO)));
    tag.own(link, page);
    try {
      page.getAnnotations().add(link);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    links.add(new Pending(chapter, link));
  }

  /** Lets every link lead where it should. */
  void finish() {
    for (Pending pending : links) {
      pending.link().setDestination(chapters.get(pending.chapter()));
    }
  }

  private record Pending(Chapter chapter, PDAnnotationLink link) {}
}
