package org.migrationauditor.reports.print;

/**
 * A column of a table.
 *
 * @param share of the table's width; the shares of a table add up to 1
 * @param right whether its text is set flush right, as numbers are
 */
record Column(String title, float share, boolean right) {
  static Column left(String title, double share) {
    return new Column(title, (float) share, false);
  }

  static Column right(String title, double share) {
    return new Column(title, (float) share, true);
  }
}
