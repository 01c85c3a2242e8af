package org.migrationauditor.reports.print;

import java.util.List;

/** Text in lines: below each other, or flowing from page to page. */
final class Flow {
  private final Sheet sheet;

  Flow(Sheet sheet) {
    this.sheet = sheet;
  }

  List<Line> lines(Block block, float width) {
    return Line.of(block, width, sheet.breaker(block.style()));
  }

  /** Writes a paragraph over the whole width. */
  void write(Block block, Tag tag) {
    write(block, 0, Sheet.WIDTH, tag);
  }

  /** Writes a paragraph from the cursor on, over as many pages as it needs. */
  void write(Block block, float indent, float width, Tag tag) {
    Tag spoken = spoken(block, tag, sheet);
    for (Line line : lines(block, width - indent)) {
      sheet.need(line.height());
      float baseline = sheet.cursor() + line.style().size();
      sheet.text(line.text(), line.style(), Sheet.LEFT + indent, baseline, spoken);
      sheet.advance(line.height());
    }
  }

  /** Draws lines below each other; the baseline of one that would follow. */
  float draw(List<Line> lines, float x, float first, Tag tag) {
    float baseline = first;
    for (Line line : lines) {
      sheet.text(line.text(), line.style(), x, baseline, tag);
      baseline += line.height();
    }
    return baseline;
  }

  /**
   * What a block's marks belong to: a sentence of the record is English, whatever the document is
   * in; a name is read from its letters, however they stand on the page, and in their language.
   */
  static Tag spoken(Block block, Tag tag, Sheet sheet) {
    switch (block.kind()) {
      case WORDS -> {
        String language = EastAsian.language(sheet.breaker(block.style()).legible(block.text()));
        return language.isEmpty() ? tag : tag.spanIn(language);
      }
      case RECORDED -> tag.in("en");
      case NAMED -> {
        return tag.span(block.text());
      }
    }
    return tag;
  }
}
