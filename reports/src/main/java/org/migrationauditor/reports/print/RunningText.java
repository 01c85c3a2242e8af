package org.migrationauditor.reports.print;

import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.report.IntegrityReport;

/** Head and foot of every page: report id, scope, digest of the evidence, page number. */
final class RunningText implements Sheet.Furniture {
  private static final float HEAD = 36;
  private static final float FOOT = 806;

  private final IntegrityReport report;
  private final ContentDigest evidence;
  private final Wording wording;

  /**
   * @param evidence SHA-256 of {@code report.json}
   */
  RunningText(IntegrityReport report, ContentDigest evidence, Wording wording) {
    this.report = report;
    this.evidence = evidence;
    this.wording = wording;
  }

  @Override
  public void furnish(Sheet sheet, int page, int pages) {
    if (page > 1) {
      head(sheet);
    }
    Style style = Style.FURNITURE;
    String id = oneLine(sheet, report.reportId(), Sheet.WIDTH * 0.7f);
    sheet.rule(Sheet.LEFT, FOOT - 12, Sheet.WIDTH, Tint.RULE);
    sheet.furniture("Footer", wording.say("document.report", id), style, Sheet.LEFT, FOOT);
    String number = wording.say("document.page", page, pages);
    float left = Sheet.LEFT + Sheet.WIDTH - sheet.width(number, style);
    sheet.furniture("Footer", number, style, left, FOOT);
    String digest = wording.say("document.evidence", evidence.hex());
    sheet.furniture("Footer", digest, style, Sheet.LEFT, FOOT + style.leading());
  }

  private void head(Sheet sheet) {
    Style style = Style.FURNITURE;
    sheet.furniture("Header", wording.say("document.title"), style, Sheet.LEFT, HEAD);
    Block name = Block.named(Names.plain(report.scope()), style);
    Line scope = Line.one(name, Sheet.WIDTH / 2, sheet.breaker(name.style()));
    float left = Sheet.LEFT + Sheet.WIDTH - sheet.width(scope.text(), scope.style());
    sheet.furniture("Header", scope.text(), scope.style(), left, HEAD);
    sheet.rule(Sheet.LEFT, HEAD + 5, Sheet.WIDTH, Tint.RULE);
  }

  /** A name on one line, cut where it is too long. */
  static String oneLine(Sheet sheet, String text, float width) {
    return sheet.breaker(Style.FURNITURE).oneLine(text, width, Style.FURNITURE.size());
  }
}
