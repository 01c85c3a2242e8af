package org.migrationauditor.messages.query;

/** Whether a report that was issued still says something. */
public enum ReportStanding {
  /** The last of its scope. */
  VALID,
  /** There is a later one of its scope. */
  SUPERSEDED,
  /** Somebody took it back, whether or not there is a later one. */
  WITHDRAWN
}
