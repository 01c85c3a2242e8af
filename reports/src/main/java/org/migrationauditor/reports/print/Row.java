package org.migrationauditor.reports.print;

import java.util.ArrayList;
import java.util.List;

/** A row of a table, laid out: tagged lines of every cell. Part of a row is a row again. */
record Row(List<List<Tagged>> cells) {
  static final float PAD_X = 5;
  static final float PAD_Y = 3.5f;

  /** A line and what it belongs to. */
  record Tagged(Line line, Tag tag) {}

  /** Lays a row out and tags it as the next one of a table's body. */
  static Row of(List<Cell> cells, List<Column> columns, float width, Sheet sheet, Tag body) {
    Tag row = body.child("TR");
    List<List<Tagged>> lines = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      Tag cell = column.names() ? row.head("Row") : row.child("TD");
      lines.add(lines(cells.get(i), column.share() * width - 2 * PAD_X, sheet, cell));
    }
    return new Row(lines);
  }

  private static List<Tagged> lines(Cell cell, float width, Sheet sheet, Tag tag) {
    List<Tagged> lines = new ArrayList<>();
    for (Block block : cell.blocks()) {
      Tag part = cell.blocks().size() == 1 ? tag : tag.child("P");
      Tag spoken = Flow.spoken(block, part, sheet);
      for (Line line : Line.of(block, width, sheet.breaker(block.style()))) {
        lines.add(new Tagged(line, spoken));
      }
    }
    return lines;
  }

  float height() {
    return 2 * PAD_Y + (float) cells.stream().mapToDouble(Row::heightOf).max().orElse(0);
  }

  boolean isEmpty() {
    return cells.stream().allMatch(List::isEmpty);
  }

  /** As many of the first lines as fit. */
  Row fitting(float height) {
    return new Row(cells.stream().map(lines -> lines.subList(0, fitting(lines, height))).toList());
  }

  /** What comes after a part that fitted. */
  Row after(Row part) {
    List<List<Tagged>> rest = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      rest.add(cells.get(i).subList(part.cells.get(i).size(), cells.get(i).size()));
    }
    return new Row(rest);
  }

  private static int fitting(List<Tagged> lines, float height) {
    float used = 0;
    int count = 0;
    while (count < lines.size() && used + lines.get(count).line().height() <= height) {
      used += lines.get(count).line().height();
      count++;
    }
    return count;
  }

  private static double heightOf(List<Tagged> lines) {
    return lines.stream().mapToDouble(tagged -> tagged.line().height()).sum();
  }
}
