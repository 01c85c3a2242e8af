package org.migrationauditor.messages.report;

/** Language that a report's pages are written in. Its evidence for machines has none. */
public enum ReportLanguage {
  EN,
  DE
}
