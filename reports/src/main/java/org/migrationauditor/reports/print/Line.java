package org.migrationauditor.reports.print;

import java.util.ArrayList;
import java.util.List;

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
    List<Line> lines = new ArrayList<>();
    for (String text : breaker.lines(block.text(), width, block.style().size())) {
      lines.add(new Line(text, block.style(), lines.isEmpty() ? block.gap() : 0));
    }
    return lines;
  }
}
