package org.migrationauditor.reports.print;

import java.util.ArrayList;
import java.util.List;
import org.migrationauditor.reports.print.Block.Kind;

/**
 * One line, ready to draw.
 *
 * @param gap above, points
 */
record Line(String text, Style style, float gap) {
  float height() {
    return gap + style.leading();
  }

  static List<Line> of(Block block, float width, LineBreaker breaker) {
    boolean named = block.kind() == Kind.NAMED;
    String words = named ? ArabicForms.shaped(block.text()) : block.text();
    List<Line> lines = new ArrayList<>();
    for (String text : breaker.lines(words, width, block.style().size())) {
      String placed = named ? Names.visual(text) : text;
      lines.add(new Line(placed, block.style(), lines.isEmpty() ? block.gap() : 0));
    }
    return lines;
  }

  /** A name on one line, cut where it is too long. */
  static Line one(Block block, float width, LineBreaker breaker) {
    boolean named = block.kind() == Kind.NAMED;
    String words = named ? ArabicForms.shaped(block.text()) : block.text();
    String line = breaker.oneLine(words, width, block.style().size());
    return new Line(named ? Names.visual(line) : line, block.style(), 0);
  }
}
