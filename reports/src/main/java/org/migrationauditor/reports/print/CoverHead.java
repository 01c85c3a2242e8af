package org.migrationauditor.reports.print;

import org.apache.pdfbox.pdmodel.PDPage;
import org.migrationauditor.messages.report.IntegrityReport;

/** The top of page one: title, whom it is about, and a code to scan. */
final class CoverHead {
  private static final float CODE_TOP = 36;

  private final Sheet sheet;
  private final Wording wording;

  CoverHead(Sheet sheet, Wording wording) {
    this.sheet = sheet;
    this.wording = wording;
  }

  /** Writes it; the code holds that line. */
  void write(IntegrityReport report, String scanned, Tag part) {
    Flow flow = new Flow(sheet);
    float width = Sheet.WIDTH - CodePicture.SIDE - 12;
    float start = sheet.cursor();
    sheet.fill(Sheet.LEFT, start - 22, 36, 3, Tint.ACCENT);
    flow.write(Block.of(wording.say("document.title"), Style.TITLE), 0, width, part.child("H1"));
    sheet.advance(2);
    Tag about = part.child("P");
    PDPage first = sheet.page();
    String said = wording.say("cover.code", scanned);
    CodePicture.draw(sheet, scanned, said, Sheet.LEFT + width + 12, CODE_TOP, part);
    float baseline = sheet.cursor() + Style.CELL_HEAD.size();
    sheet.text(wording.say("cover.scope") + " ", Style.CELL_HEAD, Sheet.LEFT, baseline, about);
    sheet.advance(Style.CELL_HEAD.leading());
    flow.write(Block.named(Names.plain(report.scope()), Style.SCOPE), 0, width, about);
    float below = first.equals(sheet.page()) ? CODE_TOP + CodePicture.SIDE + 6 : 0;
    sheet.advance(Math.max(9, below - sheet.cursor()));
  }
}
