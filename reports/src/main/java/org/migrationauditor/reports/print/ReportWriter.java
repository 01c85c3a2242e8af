package org.migrationauditor.reports.print;

import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageXYZDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.reports.SignatureField;

/** What a section can say. How it looks, is tagged, and where a page ends is decided here. */
final class ReportWriter {
  private static final float BOX_PAD = 10;

  private final Sheet sheet;
  private final PDDocumentOutline bookmarks;
  private final Tag document;
  private Tag part;
  private int sections;
  private int notes;

  ReportWriter(Sheet sheet, PDDocumentOutline bookmarks, Structure structure) {
    this.sheet = sheet;
    this.bookmarks = bookmarks;
    this.document = structure.document();
    this.part = document.child("Sect");
  }

  /** The document's title, and whom or what it is about. */
  void title(String title, String label, String scope) {
    sheet.fill(Sheet.LEFT, sheet.cursor() - 22, 36, 3, Tint.ACCENT);
    lines(Block.of(title, Style.TITLE), part.child("H1"));
    sheet.advance(2);
    Tag about = part.child("P");
    sheet.text(label + " ", Style.CELL_HEAD, Sheet.LEFT, sheet.cursor() + 8, about);
    sheet.advance(Style.CELL_HEAD.leading());
    lines(Block.key(scope, Style.SCOPE), about);
    sheet.advance(9);
  }

  /** The next section; its question is its heading and its bookmark. */
  void section(String question) {
    sheet.need(110);
    sheet.advance(sheet.left() < Sheet.BODY_HEIGHT ? 12 : 0);
    sections++;
    String heading = "%d. %s".formatted(sections, question);
    bookmark(heading);
    part = document.child("Sect");
    lines(Block.of(heading, Style.SECTION), part.child("H2"));
    sheet.advance(4);
  }

  /** What a section found. */
  void conclusion(Verdict verdict, String sentence) {
    List<Line> lines =
        Line.of(Block.of(sentence, Style.BODY), Sheet.WIDTH - 104, sheet.breaker(Style.BODY));
    float height = lines.size() * Style.BODY.leading() + 10;
    sheet.need(height);
    sheet.fill(Sheet.LEFT, sheet.cursor(), Sheet.WIDTH, height, Tint.groundOf(verdict));
    sheet.fill(Sheet.LEFT, sheet.cursor(), 3, height, Tint.of(verdict));
    float baseline = sheet.cursor() + 5 + Style.BODY.size();
    Tag tag = part.child("P");
    Style name = Style.STRONG.in(Tint.of(verdict));
    sheet.text(verdict.name() + " ", name, Sheet.LEFT + 10, baseline, tag);
    lines(lines, Sheet.LEFT + 98, baseline, tag);
    sheet.advance(height + 8);
  }

  /** The answer to everything, in words, colour and shape. */
  void verdict(Verdict verdict, String sentence) {
    Style name = new Style(Style.Face.BOLD, 17, Tint.PAPER);
    Style words = Style.BODY.in(Tint.PAPER);
    List<Line> lines =
        Line.of(Block.of(sentence, words), Sheet.WIDTH - 72, sheet.breaker(Style.BODY));
    float height = name.leading() + lines.size() * words.leading() + 20;
    float top = sheet.cursor();
    sheet.fill(Sheet.LEFT, top, Sheet.WIDTH, height, Tint.of(verdict));
    VerdictMark.draw(sheet, verdict, Sheet.LEFT + 16, top + height / 2 - 14);
    Tag tag = part.child("P");
    float baseline = top + 10 + name.size() - 2;
    sheet.text(verdict.name() + " ", name, Sheet.LEFT + 58, baseline, tag);
    lines(lines, Sheet.LEFT + 58, baseline + name.leading() - 4, tag);
    sheet.advance(height + 8);
  }

  /** A heading that stays on one page with that much of what follows, points. */
  void heading(String text, float together) {
    sheet.need(together);
    sheet.advance(4);
    lines(Block.of(text, Style.HEADING), part.child("H3"));
    sheet.advance(3);
  }

  /** What follows starts on a new page. */
  void newPage() {
    sheet.turn();
  }

  void paragraph(String text) {
    lines(Block.of(text, Style.BODY), part.child("P"));
    sheet.advance(5);
  }

  /** One sentence each behind a dot; {@code none} when there is none. */
  void list(List<String> sentences) {
    if (sentences.isEmpty()) {
      paragraph("none");
      return;
    }
    Tag list = part.list("Disc");
    for (String sentence : sentences) {
      item("•", sentence, list.child("LI"));
    }
    sheet.advance(4);
  }

  /** Instructions in order. */
  void steps(List<String> sentences) {
    Tag list = part.list("Decimal");
    for (int i = 0; i < sentences.size(); i++) {
      item(i + 1 + ".", sentences.get(i), list.child("LI"));
    }
    sheet.advance(4);
  }

  private void item(String mark, String sentence, Tag item) {
    sheet.need(Style.BODY.leading());
    float baseline = sheet.cursor() + Style.BODY.size();
    sheet.text(mark + " ", Style.BODY, Sheet.LEFT + 2, baseline, item.child("Lbl"));
    lines(Block.of(sentence, Style.BODY), 16, item.child("LBody"));
    sheet.advance(2);
  }

  /** Rows of a table; {@code none} when there is none. */
  void table(List<Column> columns, List<List<Cell>> rows) {
    if (rows.isEmpty()) {
      paragraph("none");
      return;
    }
    new Table(sheet, columns).write(rows, part);
  }

  /** Names and their values. */
  void facts(List<Fact> facts) {
    new Table(sheet, List.of(Column.names("", 0.2), Column.left("", 0.8)))
        .write(facts.stream().map(Fact::cells).toList(), part);
  }

  /** A box that must not be overlooked. */
  void note(String title, List<Block> text) {
    float width = Sheet.WIDTH - 2 * BOX_PAD;
    List<List<Line>> blocks = new ArrayList<>();
    for (Block block : text) {
      blocks.add(Line.of(block, width, sheet.breaker(block.style())));
    }
    float height =
        Style.CELL_STRONG.leading()
            + (float) blocks.stream().flatMap(List::stream).mapToDouble(Line::height).sum()
            + 2 * BOX_PAD
            - 4;
    sheet.need(height);
    sheet.fill(Sheet.LEFT, sheet.cursor(), Sheet.WIDTH, height, Tint.SHADE);
    sheet.fill(Sheet.LEFT, sheet.cursor(), 3, height, Tint.ACCENT);
    notes++;
    Tag note = part.note("note-" + notes);
    float x = Sheet.LEFT + BOX_PAD;
    float baseline = sheet.cursor() + BOX_PAD - 2 + Style.CELL.size();
    sheet.text(title, Style.CELL_STRONG, x, baseline, note.child("P"));
    for (List<Line> lines : blocks) {
      baseline += lines.getFirst().height();
      baseline = lines(lines, x, baseline, note.child("P")) - lines.getLast().height();
    }
    sheet.advance(height + 8);
  }

  /** A place for a signature: what it means at the left, the field at the right. */
  void signature(SignatureField field, String title, String meaning, String empty) {
    sheet.need(SignatureField.HEIGHT + 12);
    float top = sheet.cursor();
    float left = Sheet.LEFT + Sheet.WIDTH - SignatureField.WIDTH;
    Tag tag = part.child("P");
    sheet.text(title + " ", Style.STRONG, Sheet.LEFT, top + 12, tag);
    lines(
        Line.of(Block.of(meaning, Style.CELL), left - Sheet.LEFT - 16, sheet.breaker(Style.CELL)),
        Sheet.LEFT,
        top + 28,
        tag);
    sheet.field(field, left, top, title + ": " + meaning, empty, part.child("Form"));
    sheet.advance(SignatureField.HEIGHT + 12);
  }

  /** Draws lines below each other; the baseline of one that would follow. */
  private float lines(List<Line> lines, float x, float first, Tag tag) {
    float baseline = first;
    for (Line line : lines) {
      sheet.text(line.text(), line.style(), x, baseline, tag);
      baseline += line.height();
    }
    return baseline;
  }

  private void lines(Block block, Tag tag) {
    lines(block, 0, tag);
  }

  private void lines(Block block, float indent, Tag tag) {
    for (Line line : Line.of(block, Sheet.WIDTH - indent, sheet.breaker(block.style()))) {
      sheet.need(line.height());
      sheet.text(
          line.text(),
          line.style(),
          Sheet.LEFT + indent,
          sheet.cursor() + line.style().size(),
          tag);
      sheet.advance(line.height());
    }
  }

  private void bookmark(String heading) {
    PDPageXYZDestination destination = new PDPageXYZDestination();
    destination.setPage(sheet.page());
    destination.setTop(Math.round(sheet.page().getMediaBox().getHeight() - sheet.cursor() + 12));
    PDOutlineItem item = new PDOutlineItem();
    item.setTitle(heading);
    item.setDestination(destination);
    bookmarks.addLast(item);
  }
}
