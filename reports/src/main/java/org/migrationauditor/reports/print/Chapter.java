package org.migrationauditor.reports.print;

/** The numbered sections of a report, in their order; each answers a question. */
enum Chapter {
  IDENTITY,
  COUNTS,
  FINDINGS,
  ANNOUNCED,
  CRITERIA,
  RUN_RECORD,
  PEOPLE,
  DEVIATIONS,
  LOSSES,
  NOT_COVERED,
  TIMES,
  OLD_DATA,
  METHOD,
  HISTORY,
  HOW_TO_CHECK,
  SIGNATURES;

  int number() {
    return ordinal() + 1;
  }
}
