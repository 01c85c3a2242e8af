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
      sheet.furniture("Header", "Data integrity report", Style.FURNITURE, Sheet.LEFT, HEAD);
      float left = right - sheet.width(scope, Style.FURNITURE);
      sheet.furniture("Header", scope, Style.FURNITURE, left, HEAD);
      sheet.rule(Sheet.LEFT, HEAD + 5, Sheet.WIDTH, Tint.RULE);
    }
    String id = breaker.oneLine(report.reportId(), Sheet.WIDTH * 0.7f, Style.FURNITURE.size());
    sheet.rule(Sheet.LEFT, FOOT - 12, Sheet.WIDTH, Tint.RULE);
    sheet.furniture("Footer", "Report " + id, Style.FURNITURE, Sheet.LEFT, FOOT);
    String number = "%d of %d".formatted(page, pages);
    float left = right - sheet.width(number, Style.FURNITURE);
    sheet.furniture("Footer", number, Style.FURNITURE, left, FOOT);
  }

  static String legible(Sheet sheet, String text) {
    return sheet.breaker(Style.FURNITURE).oneLine(text, Sheet.WIDTH, Style.FURNITURE.size());
  }
}
