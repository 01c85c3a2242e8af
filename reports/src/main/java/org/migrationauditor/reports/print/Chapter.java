package org.migrationauditor.reports.print;

/** The numbered sections of a report, in their order; each answers a question. */
enum Chapter {
  IDENTITY(1),
  COUNTS(2),
  FINDINGS(3),
  ANNOUNCED(4),
  CRITERIA(5),
  RUN_RECORD(6),
  PEOPLE(7),
  DEVIATIONS(8),
  LOSSES(9),
  NOT_COVERED(10),
  TIMES(11),
  OLD_DATA(12),
  METHOD(13),
  HISTORY(14),
  HOW_TO_CHECK(15),
  SIGNATURES(16);

  private final int number;

  Chapter(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
