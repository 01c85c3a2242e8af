package org.migrationauditor.app;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.reports.check.ReportCheck;
import org.migrationauditor.reports.print.ReportPrinter;
import org.migrationauditor.reports.sign.ReportSigner;
import org.migrationauditor.reports.sign.SigningKey;

/**
 * What the launcher has Java do once, so that it can keep the classes that are loaded: a report is
 * checked, printed anew and signed, and then a verb is run. Nothing of it is kept but the classes.
 */
public final class FirstStart {
  private FirstStart() {}

  /** Takes a report, a folder for a key that nobody uses again, and the verb with its options. */
  public static void main(String[] arguments) {
    ReportCheck.of(Path.of(arguments[0]))
        .report()
        .ifPresent(report -> printAndSign(report, Path.of(arguments[1])));
    Auditor.main(Arrays.copyOfRange(arguments, 2, arguments.length));
  }

  private static void printAndSign(IntegrityReport report, Path keys) {
    SigningKey key = SigningKey.selfMade(keys);
    byte[] printed = new ReportPrinter(key.signer()).print(report.carrying(List.of()));
    ReportCheck.of(new ReportSigner().sign(printed, key, Instant.now()).pdf());
  }
}
