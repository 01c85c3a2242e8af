package org.migrationauditor.reports.print;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows with wrapped cells. A row stays on one page where it can; one that is taller than half a
 * page goes on over the next, and the head is repeated on every page.
 */
final class Table {
  private static final float PAD_X = 5;
  private static final float PAD_Y = 3.5f;

  private final Sheet sheet;
  private final List<Column> columns;

  Table(Sheet sheet, List<Column> columns) {
    this.sheet = sheet;
    this.columns = List.copyOf(columns);
  }

  void write(Iterable<List<Cell>> rows) {
    boolean first = true;
    for (List<Cell> cells : rows) {
      Row row = row(cells);
      if (first) {
        sheet.need(headHeight() + Math.min(row.height(), 80));
        head();
        first = false;
      }
      if (row.height() > sheet.left() && row.height() <= Sheet.BODY_HEIGHT / 2) {
        turn();
      }
      write(row);
    }
    sheet.advance(8);
  }

  private void write(Row row) {
    Row rest = row;
    while (!rest.isEmpty()) {
      Row part = rest.fitting(sheet.left() - 2 * PAD_Y);
      if (part.isEmpty()) {
        turn();
        part = rest.fitting(sheet.left() - 2 * PAD_Y);
      }
      draw(part);
      rest = rest.after(part);
    }
    sheet.rule(Sheet.LEFT, sheet.cursor(), Sheet.WIDTH, Tint.RULE);
    sheet.advance(0.6f);
  }

  private void draw(Row part) {
    float x = Sheet.LEFT;
    for (int i = 0; i < columns.size(); i++) {
      float width = columns.get(i).share() * Sheet.WIDTH;
      float y = sheet.cursor() + PAD_Y;
      for (Line line : part.cells().get(i)) {
        float baseline = y + line.gap() + line.style().size() + 0.6f;
        if (columns.get(i).right()) {
          sheet.textRight(line.text(), line.style(), x + width - PAD_X, baseline);
        } else {
          sheet.text(line.text(), line.style(), x + PAD_X, baseline);
        }
        y += line.height();
      }
      x += width;
    }
    sheet.advance(part.height());
  }

  private void turn() {
    sheet.turn();
    head();
  }

  private float headHeight() {
    return Style.CELL_HEAD.leading() + 2 * PAD_Y;
  }

  private void head() {
    if (columns.stream().allMatch(column -> column.title().isEmpty())) {
      sheet.rule(Sheet.LEFT, sheet.cursor(), Sheet.WIDTH, Tint.RULE);
      sheet.advance(0.6f);
      return;
    }
    sheet.fill(Sheet.LEFT, sheet.cursor(), Sheet.WIDTH, headHeight(), Tint.SHADE);
    float baseline = sheet.cursor() + PAD_Y + Style.CELL_HEAD.size() + 0.6f;
    float x = Sheet.LEFT;
    for (Column column : columns) {
      float width = column.share() * Sheet.WIDTH;
      if (column.right()) {
        sheet.textRight(column.title(), Style.CELL_HEAD, x + width - PAD_X, baseline);
      } else {
        sheet.text(column.title(), Style.CELL_HEAD, x + PAD_X, baseline);
      }
      x += width;
    }
    sheet.advance(headHeight());
  }

  private Row row(List<Cell> cells) {
    List<List<Line>> lines = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      float width = columns.get(i).share() * Sheet.WIDTH - 2 * PAD_X;
      List<Line> inCell = new ArrayList<>();
      for (Block block : cells.get(i).blocks()) {
        inCell.addAll(Line.of(block, width, sheet.breaker(block.style())));
      }
      lines.add(inCell);
    }
    return new Row(lines);
  }

  /** Lines of every cell; part of a row is a row again. */
  private record Row(List<List<Line>> cells) {
    float height() {
      return 2 * PAD_Y + (float) cells.stream().mapToDouble(Row::heightOf).max().orElse(0);
    }

    boolean isEmpty() {
      return cells.stream().allMatch(List::isEmpty);
    }

    Row fitting(float height) {
      return new Row(
          cells.stream().map(lines -> lines.subList(0, fitting(lines, height))).toList());
    }

    Row after(Row part) {
      List<List<Line>> rest = new ArrayList<>();
      for (int i = 0; i < cells.size(); i++) {
        rest.add(cells.get(i).subList(part.cells.get(i).size(), cells.get(i).size()));
      }
      return new Row(rest);
    }

    private static int fitting(List<Line> lines, float height) {
      float used = 0;
      int count = 0;
      while (count < lines.size() && used + lines.get(count).height() <= height) {
        used += lines.get(count).height();
        count++;
      }
      return count;
    }

    private static double heightOf(List<Line> lines) {
      return lines.stream().mapToDouble(Line::height).sum();
    }
  }
}
