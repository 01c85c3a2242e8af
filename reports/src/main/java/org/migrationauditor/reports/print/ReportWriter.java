package org.migrationauditor.reports.print;

import java.util.List;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.signatures.SignatureField;

/** What a section can say. How it looks, is tagged, and where a page ends is decided here. */
final class ReportWriter {
  private final Sheet sheet;
  private final Flow flow;
  private final Boxes boxes;
  private final Signposts signposts;
  private final Tag document;
  private final Wording wording;
  private Tag part;
  private String subheading = "H2";

  ReportWriter(Sheet sheet, Signposts signposts, Structure structure, Wording wording) {
    this.sheet = sheet;
    this.flow = new Flow(sheet);
    this.boxes = new Boxes(sheet, wording);
    this.signposts = signposts;
    this.document = structure.document();
    this.wording = wording;
    this.part = document.child("Sect");
  }

  /** The words to say it in. */
  Wording wording() {
    return wording;
  }

  /** Where pictures are drawn. */
  Sheet sheet() {
    return sheet;
  }

  /** What is being said now, for a picture to belong to. */
  Tag part() {
    return part;
  }

  /** The next section; its question is its heading and its bookmark. */
  void section(Chapter chapter) {
    section(chapter, 110);
  }

  /** The next section, on one page with that much of what follows, points. */
  void section(Chapter chapter, float together) {
    sheet.need(together);
    sheet.advance(sheet.left() < Sheet.BODY_HEIGHT ? 12 : 0);
    String heading = "%d. %s".formatted(chapter.number(), wording.question(chapter));
    signposts.begin(chapter, heading, sheet.page(), sheet.fromBelow(sheet.cursor() - 12));
    part = document.child("Sect");
    subheading = "H3";
    flow.write(Block.of(heading, Style.SECTION), part.child("H2"));
    sheet.advance(4);
  }

  /** What a section found. */
  void conclusion(Verdict verdict) {
    boxes.conclusion(verdict, part.child("P"));
  }

  /** The answer to everything. */
  void verdict(Verdict verdict) {
    boxes.verdict(verdict, part.child("P"));
  }

  /** A heading that stays on one page with that much of what follows, points. */
  void heading(String text, float together) {
    sheet.need(together);
    sheet.advance(4);
    flow.write(Block.of(text, Style.HEADING), part.child(subheading));
    sheet.advance(3);
  }

  /** What follows starts on a new page. */
  void newPage() {
    sheet.turn();
  }

  void paragraph(String text) {
    paragraph(Block.of(text, Style.BODY));
  }

  void paragraph(Block block) {
    flow.write(block, part.child("P"));
    sheet.advance(5);
  }

  /** Sentences in the language of the document, one each behind a dot. */
  void list(List<String> sentences) {
    items(sentences.stream().map(sentence -> Block.of(sentence, Style.BODY)).toList());
  }

  /** Sentences of the record, as {@link #list}. */
  void recorded(List<String> sentences) {
    items(sentences.stream().map(sentence -> Block.recorded(sentence, Style.BODY)).toList());
  }

  private void items(List<Block> sentences) {
    if (sentences.isEmpty()) {
      paragraph(wording.say("none"));
      return;
    }
    Tag list = part.list("Disc");
    sentences.forEach(sentence -> item("•", sentence, list.child("LI")));
    sheet.advance(4);
  }

  /** Instructions in order. */
  void steps(List<String> sentences) {
    Tag list = part.list("Decimal");
    for (int i = 0; i < sentences.size(); i++) {
      item(i + 1 + ".", Block.of(sentences.get(i), Style.BODY), list.child("LI"));
    }
    sheet.advance(4);
  }

  private void item(String mark, Block block, Tag item) {
    sheet.need(Style.BODY.leading());
    float baseline = sheet.cursor() + Style.BODY.size();
    sheet.text(mark + " ", Style.BODY, Sheet.LEFT + 2, baseline, item.child("Lbl"));
    flow.write(block, 16, Sheet.WIDTH, item.child("LBody"));
    sheet.advance(2);
  }

  /** Words that lead to a chapter. */
  void link(Chapter chapter, String words) {
    sheet.need(Style.LINK.leading());
    String line = sheet.breaker(Style.LINK).oneLine(words, Sheet.WIDTH, Style.LINK.size());
    float top = sheet.cursor();
    float width = sheet.width(line, Style.LINK);
    Tag link = part.child("P").child("Link");
    sheet.text(line, Style.LINK, Sheet.LEFT, top + Style.LINK.size(), link);
    sheet.rule(Sheet.LEFT, top + Style.LINK.size() + 1.5f, width, Tint.ACCENT);
    PDRectangle box = sheet.box(Sheet.LEFT, top, width, Style.LINK.leading());
    signposts.link(chapter, line, sheet.page(), box, link);
    sheet.advance(Style.LINK.leading() + 3);
  }

  /** Rows of a table; {@code none} when there is none. */
  void table(List<Column> columns, List<List<Cell>> rows) {
    if (rows.isEmpty()) {
      paragraph(wording.say("none"));
      return;
    }
    new Table(sheet, columns, Sheet.WIDTH).write(rows, part);
  }

  /** Names and their values. */
  void facts(List<Fact> facts) {
    new Table(sheet, List.of(Column.names("", 0.23), Column.left("", 0.77)), Sheet.WIDTH)
        .write(facts.stream().map(Fact::cells).toList(), part);
  }

  /** A box that must not be overlooked. */
  void note(String title, List<Block> text) {
    boxes.note(title, text, part);
  }

  /** A place for a signature. */
  void signature(SignatureField field) {
    boxes.signature(field, part);
  }
}
