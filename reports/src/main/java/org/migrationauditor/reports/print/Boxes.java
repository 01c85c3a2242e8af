package org.migrationauditor.reports.print;

import java.util.ArrayList;
import java.util.List;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.reports.print.Style.Face;
import org.migrationauditor.signatures.SignatureField;

/** Text on a ground of its own, which stays together on one page. */
final class Boxes {
  /** Room below a place for a signature, points. */
  static final float BELOW = 12;

  private static final float PAD = 10;

  private final Sheet sheet;
  private final Flow flow;
  private final Wording wording;
  private int notes;

  Boxes(Sheet sheet, Wording wording) {
    this.sheet = sheet;
    this.flow = new Flow(sheet);
    this.wording = wording;
  }

  /** The answer to everything, in words, colour and shape. */
  void verdict(Verdict verdict, Tag tag) {
    Style name = new Style(Face.BOLD, 17, Tint.PAPER);
    Style words = Style.BODY.in(Tint.PAPER);
    List<Line> lines = flow.lines(Block.of(wording.meaning(verdict), words), Sheet.WIDTH - 72);
    float height = name.leading() + lines.size() * words.leading() + 20;
    float top = sheet.cursor();
    sheet.fill(Sheet.LEFT, top, Sheet.WIDTH, height, Tint.of(verdict));
    VerdictMark.draw(sheet, verdict, Sheet.LEFT + 16, top + height / 2 - 14);
    float baseline = top + 10 + name.size() - 2;
    sheet.text(wording.verdict(verdict) + " ", name, Sheet.LEFT + 58, baseline, tag);
    flow.draw(lines, Sheet.LEFT + 58, baseline + name.leading() - 4, tag);
    sheet.advance(height + 8);
  }

  /** What a section found. */
  void conclusion(Verdict verdict, Tag tag) {
    Style name = Style.STRONG.in(Tint.of(verdict));
    String word = wording.verdict(verdict) + " ";
    float indent = Math.max(98, sheet.width(word, name) + 20);
    List<Line> lines =
        flow.lines(Block.of(wording.meaning(verdict), Style.BODY), Sheet.WIDTH - indent - 6);
    float height = lines.size() * Style.BODY.leading() + 10;
    sheet.need(height);
    sheet.fill(Sheet.LEFT, sheet.cursor(), Sheet.WIDTH, height, Tint.groundOf(verdict));
    sheet.fill(Sheet.LEFT, sheet.cursor(), 3, height, Tint.of(verdict));
    float baseline = sheet.cursor() + 5 + Style.BODY.size();
    sheet.text(word, name, Sheet.LEFT + PAD, baseline, tag);
    flow.draw(lines, Sheet.LEFT + indent, baseline, tag);
    sheet.advance(height + 8);
  }

  /** A box that must not be overlooked. */
  void note(String title, List<Block> text, Tag part) {
    List<List<Line>> blocks = new ArrayList<>();
    text.forEach(block -> blocks.add(flow.lines(block, Sheet.WIDTH - 2 * PAD)));
    double inside = blocks.stream().flatMap(List::stream).mapToDouble(Line::height).sum();
    float height = Style.CELL_STRONG.leading() + (float) inside + 2 * PAD - 4;
    sheet.need(height);
    sheet.fill(Sheet.LEFT, sheet.cursor(), Sheet.WIDTH, height, Tint.SHADE);
    sheet.fill(Sheet.LEFT, sheet.cursor(), 3, height, Tint.ACCENT);
    notes++;
    Tag note = part.note("note-" + notes);
    float x = Sheet.LEFT + PAD;
    float baseline = sheet.cursor() + PAD - 2 + Style.CELL.size();
    sheet.text(title, Style.CELL_STRONG, x, baseline, note.child("P"));
    for (List<Line> lines : blocks) {
      baseline += lines.getFirst().height();
      baseline = flow.draw(lines, x, baseline, note.child("P")) - lines.getLast().height();
    }
    sheet.advance(height + 8);
  }

  /** A place for a signature: what it means at the left, the field at the right. */
  void signature(SignatureField field, Tag part) {
    String title = wording.word("signature", field);
    String meaning = wording.say("signature.%s.meaning".formatted(field));
    sheet.need(SignatureField.HEIGHT + BELOW);
    float top = sheet.cursor();
    float left = Sheet.LEFT + Sheet.WIDTH - SignatureField.WIDTH;
    Tag tag = part.child("P");
    sheet.text(title + " ", Style.STRONG, Sheet.LEFT, top + 12, tag);
    List<Line> lines = flow.lines(Block.of(meaning, Style.CELL), left - Sheet.LEFT - 16);
    flow.draw(lines, Sheet.LEFT, top + 28, tag);
    sheet.field(
        field,
        left,
        top,
        wording.say("signature.description", title, meaning),
        wording.say("signature.empty"),
        part.child("Form"));
    sheet.advance(SignatureField.HEIGHT + BELOW);
  }
}
