package org.migrationauditor.reports.print;

import java.util.List;

/**
 * Rows with wrapped cells. A row stays on one page where it can; one that is taller than half a
 * page goes on over the next. The head is repeated on every page, for the eye only.
 */
final class Table {
  /** Room below a table, points. */
  static final float AFTER = 8;

  private final Sheet sheet;
  private final List<Column> columns;
  private final float width;

  /**
   * @param width of all columns together, points
   */
  Table(Sheet sheet, List<Column> columns, float width) {
    this.sheet = sheet;
    this.width = width;
    this.columns = List.copyOf(columns);
  }

  /** Writes the rows as a table inside that tag. */
  void write(List<List<Cell>> rows, Tag parent) {
    Tag table = parent.child("Table");
    List<Tag> heads = heads(table);
    Tag body = table.child("TBody");
    boolean first = true;
    for (List<Cell> cells : rows) {
      Row row = Row.of(cells, columns, width, sheet, body);
      if (first) {
        sheet.need(headHeight() + Math.min(row.height(), 80));
        head(heads);
        first = false;
      }
      if (row.height() > sheet.left() && row.height() <= Sheet.BODY_HEIGHT / 2) {
        turn();
      }
      write(row);
    }
    sheet.advance(AFTER);
  }

  private List<Tag> heads(Tag table) {
    if (isHeadless()) {
      return List.of();
    }
    Tag row = table.child("THead").child("TR");
    return columns.stream().map(column -> row.head("Column")).toList();
  }

  private boolean isHeadless() {
    return columns.stream().allMatch(column -> column.title().isEmpty());
  }

  private void write(Row row) {
    Row rest = row;
    while (!rest.isEmpty()) {
      Row part = rest.fitting(sheet.left() - 2 * Row.PAD_Y);
      if (part.isEmpty()) {
        turn();
        part = rest.fitting(sheet.left() - 2 * Row.PAD_Y);
      }
      draw(part);
      rest = rest.after(part);
    }
    sheet.rule(Sheet.LEFT, sheet.cursor(), width, Tint.RULE);
    sheet.advance(0.6f);
  }

  private void draw(Row part) {
    float x = Sheet.LEFT;
    for (int i = 0; i < columns.size(); i++) {
      float wide = columns.get(i).share() * width;
      float y = sheet.cursor() + Row.PAD_Y;
      for (Row.Tagged tagged : part.cells().get(i)) {
        Line line = tagged.line();
        float baseline = y + line.gap() + line.style().size() + 0.6f;
        if (columns.get(i).right()) {
          float right = x + wide - Row.PAD_X;
          sheet.textRight(line.text(), line.style(), right, baseline, tagged.tag());
        } else {
          sheet.text(line.text(), line.style(), x + Row.PAD_X, baseline, tagged.tag());
        }
        y += line.height();
      }
      x += wide;
    }
    sheet.advance(part.height());
  }

  private void turn() {
    sheet.turn();
    head(List.of());
  }

  /** Height of the row of titles, points. */
  static float headHeight() {
    return Style.CELL_HEAD.leading() + 2 * Row.PAD_Y;
  }

  /** Draws the head; without tags where it only repeats itself. */
  private void head(List<Tag> tags) {
    if (isHeadless()) {
      sheet.rule(Sheet.LEFT, sheet.cursor(), width, Tint.RULE);
      sheet.advance(0.6f);
      return;
    }
    sheet.fill(Sheet.LEFT, sheet.cursor(), width, headHeight(), Tint.SHADE);
    float baseline = sheet.cursor() + Row.PAD_Y + Style.CELL_HEAD.size() + 0.6f;
    float x = Sheet.LEFT;
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      float wide = column.share() * width;
      float indent =
          column.right()
              ? wide - Row.PAD_X - sheet.width(column.title(), Style.CELL_HEAD)
              : Row.PAD_X;
      if (tags.isEmpty()) {
        sheet.echo(column.title(), Style.CELL_HEAD, x + indent, baseline);
      } else {
        sheet.text(column.title(), Style.CELL_HEAD, x + indent, baseline, tags.get(i));
      }
      x += wide;
    }
    sheet.advance(headHeight());
  }
}
