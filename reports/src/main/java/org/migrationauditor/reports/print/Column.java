package org.migrationauditor.reports.print;

/**
 * A column of a table.
 *
 * @param share of the table's width; the shares of a table add up to 1
 * @param right whether its text is set flush right, as numbers are
 * @param names whether its cells name the rows
 */
record Column(String title, float share, boolean right, boolean names) {
  static Column left(String title, double share) {
    return new Column(title, (float) share, false, false);
  }

  static Column right(String title, double share) {
    return new Column(title, (float) share, true, false);
  }

  /** The column whose cells say what their rows are about. */
  static Column names(String title, double share) {
    return new Column(title, (float) share, false, true);
  }
}
