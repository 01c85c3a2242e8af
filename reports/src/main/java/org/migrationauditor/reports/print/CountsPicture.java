package org.migrationauditor.reports.print;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Before, after and difference, as a table and as bars beside it. Bars are told apart by their
 * place, their brightness and their outline; a difference by a shape.
 */
final class CountsPicture {
  private static final float TABLE = 314;
  private static final float GAP = 12;
  private static final float BAR = 5;
  private static final float MARK = 9;

  private final Sheet sheet;
  private final Wording wording;

  CountsPicture(Sheet sheet, Wording wording) {
    this.sheet = sheet;
    this.wording = wording;
  }

  void write(List<Tally> tallies, Tag part) {
    float top = sheet.cursor();
    new Table(sheet, columns(), TABLE).write(tallies.stream().map(this::row).toList(), part);
    float first = top + Table.headHeight();
    float step = (sheet.cursor() - Table.AFTER - first) / tallies.size();
    float x = Sheet.LEFT + TABLE + GAP;
    float width = Sheet.WIDTH - TABLE - GAP;
    Tag figure =
        part.figure(said(tallies), sheet.box(x, top, width, first - top + step * tallies.size()));
    sheet.figure(
        figure,
        () -> {
          legend(x, top, figure);
          for (int i = 0; i < tallies.size(); i++) {
            bars(tallies.get(i), x, first + i * step + (step - 2 * BAR - 1) / 2, width);
          }
        });
    String titles =
        tallies.stream()
            .map(tally -> tally.comparison().title())
            .distinct()
            .collect(Collectors.joining("; "));
    new Flow(sheet)
        .write(
            Block.of(wording.say("cover.counted.in", titles), Style.CELL_MUTED), part.child("P"));
    sheet.advance(4);
  }

  private List<Column> columns() {
    return List.of(
        Column.names(wording.say("measure.measure"), 0.34),
        Column.right(wording.say("measure.before"), 0.22),
        Column.right(wording.say("measure.after"), 0.22),
        Column.right(wording.say("measure.difference"), 0.22));
  }

  private List<Cell> row(Tally tally) {
    return List.of(
        Cell.strong(wording.say(tally.measure().key())),
        Cell.of(amount(tally, tally.before())),
        Cell.of(amount(tally, tally.after())),
        Cell.of(difference(tally)));
  }

  private String amount(Tally tally, long amount) {
    return tally.measure().isSize() ? wording.bytes(amount) : wording.count(amount);
  }

  private String difference(Tally tally) {
    String difference = wording.difference(tally.before(), tally.after());
    return tally.measure().isSize() ? difference + " B" : difference;
  }

  private String said(List<Tally> tallies) {
    return tallies.stream()
        .map(
            tally ->
                tally.before() == tally.after()
                    ? wording.say(
                        "cover.counted.row.same",
                        wording.say(tally.measure().key()),
                        amount(tally, tally.before()),
                        amount(tally, tally.after()))
                    : wording.say(
                        "cover.counted.row",
                        wording.say(tally.measure().key()),
                        amount(tally, tally.before()),
                        amount(tally, tally.after()),
                        difference(tally)))
        .collect(Collectors.joining(" "));
  }

  private void legend(float x, float top, Tag figure) {
    float baseline = top + 12;
    sheet.fill(x, baseline - BAR - 0.5f, 10, BAR, Tint.BEFORE);
    String before = wording.say("cover.legend.before");
    sheet.text(before, Style.FURNITURE, x + 14, baseline, figure);
    float second = x + 26 + sheet.width(before, Style.FURNITURE);
    outlined(second, baseline - BAR - 0.5f, 10);
    sheet.text(wording.say("cover.legend.after"), Style.FURNITURE, second + 14, baseline, figure);
  }

  private void bars(Tally tally, float x, float top, float width) {
    long most = Math.max(tally.before(), tally.after());
    float room = width - MARK - 8;
    if (most > 0) {
      sheet.fill(x, top, length(tally.before(), most, room), BAR, Tint.BEFORE);
      outlined(x, top + BAR + 1, length(tally.after(), most, room));
    }
    mark(tally, x + width - MARK, top + BAR + 0.5f - MARK / 2);
  }

  private static float length(long amount, long most, float room) {
    return amount == 0 ? 0 : Math.max(1.5f, (float) ((double) amount / most * room));
  }

  private void outlined(float x, float top, float width) {
    if (width > 0) {
      sheet.fill(x, top, width, BAR, Tint.BEFORE);
      sheet.fill(x + 0.6f, top + 0.6f, Math.max(0.3f, width - 1.2f), BAR - 1.2f, Tint.AFTER);
    }
  }

  /**
   * An equals sign, a triangle that points to more or to less, or a mark that something is open.
   */
  private void mark(Tally tally, float x, float top) {
    if (tally.measure() == Measure.UNREADABLE) {
      sheet.fill(x + MARK / 2 - 1, top, 2, 5.5f, Tint.INDETERMINATE);
      sheet.fill(x + MARK / 2 - 1, top + 7, 2, 2, Tint.INDETERMINATE);
    } else if (tally.before() == tally.after()) {
      sheet.fill(x, top + 2, MARK, 1.6f, Tint.MUTED);
      sheet.fill(x, top + 5.4f, MARK, 1.6f, Tint.MUTED);
    } else if (tally.after() > tally.before()) {
      sheet.shape(Tint.FAILED, x, top + MARK, x + MARK / 2, top, x + MARK, top + MARK);
    } else {
      sheet.shape(Tint.FAILED, x, top, x + MARK / 2, top + MARK, x + MARK, top);
    }
  }
}
