package org.migrationauditor.reports.print;

import org.migrationauditor.messages.report.IntegrityReport;

/** Head and foot of every page: report id, scope, page number. */
final class RunningText implements Sheet.Furniture {
  private static final float HEAD = 36;
  private static final float FOOT = 812;

  private final IntegrityReport report;

  RunningText(IntegrityReport report) {
    this.report = report;
  }

  @Override
  public void furnish(Sheet sheet, int page, int pages) {
    float right = Sheet.LEFT + Sheet.WIDTH;
    LineBreaker breaker = sheet.breaker(Style.FURNITURE);
    if (page > 1) {
      String scope = breaker.oneLine(report.scope(), Sheet.WIDTH / 2, Style.FURNITURE.size());
      sheet.text("Data integrity report", Style.FURNITURE, Sheet.LEFT, HEAD);
      sheet.textRight(scope, Style.FURNITURE, right, HEAD);
      sheet.rule(Sheet.LEFT, HEAD + 5, Sheet.WIDTH, Tint.RULE);
    }
    String id = breaker.oneLine(report.reportId(), Sheet.WIDTH * 0.7f, Style.FURNITURE.size());
    sheet.rule(Sheet.LEFT, FOOT - 12, Sheet.WIDTH, Tint.RULE);
    sheet.text("Report " + id, Style.FURNITURE, Sheet.LEFT, FOOT);
    sheet.textRight("%d of %d".formatted(page, pages), Style.FURNITURE, right, FOOT);
  }

  static String legible(Sheet sheet, String text) {
    return sheet.breaker(Style.FURNITURE).oneLine(text, Sheet.WIDTH, Style.FURNITURE.size());
  }
}
