package org.migrationauditor.reports.sign;

/**
 * An authority that did not give what a report needs. The message says which, what and what to do;
 * the report is as it was.
 */
public final class SourceException extends RuntimeException {
  SourceException(String who, String what, String next) {
    super("%s: %s; nothing was written, %s".formatted(who, what, next));
  }
}
