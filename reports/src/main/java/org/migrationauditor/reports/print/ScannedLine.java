package org.migrationauditor.reports.print;

import java.util.Locale;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.messages.report.SealedHead;

/**
 * The line that the code on page one holds, so that a reader can keep or compare it without typing:
 * report id, SHA-256 of {@code report.json}, head of the migration's history, head of the sealed
 * log where the report knows it.
 */
public final class ScannedLine {
  private static final int LONGEST_NAME = 300;

  private ScannedLine() {}

  /** The line of a report; names are cut where they are longer than any that is given. */
  public static String of(IntegrityReport report, ContentDigest evidence) {
    String line =
        String.format(
            Locale.ROOT,
            "report %s json %s history %d %s",
            cut(report.reportId()),
            evidence.hex(),
            report.head().events(),
            report.head().root().hex());
    SealedHead sealed = report.sealed();
    return sealed == null
        ? line
        : String.format(
            Locale.ROOT,
            "%s log %s %d %s",
            line,
            cut(sealed.origin()),
            sealed.size(),
            sealed.root().hex());
  }

  private static String cut(String name) {
    return name.substring(0, Math.min(LONGEST_NAME, name.length()));
  }
}
