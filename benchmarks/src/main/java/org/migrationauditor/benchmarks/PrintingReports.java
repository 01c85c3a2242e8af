package org.migrationauditor.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.Finding;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.Roles;
import org.migrationauditor.messages.migration.RunbookId;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.report.HistoryHead;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.messages.report.ReportLanguage;
import org.migrationauditor.messages.report.ReportedComparison;
import org.migrationauditor.reports.print.ReportPrinter;
import org.migrationauditor.reports.sign.ReportSigner;
import org.migrationauditor.reports.sign.SigningKey;

/** Prints and signs reports: one of many pages, first in a new process, and many of few pages. */
final class PrintingReports {
  private static final ContentDigest DIGEST = new ContentDigest("5e".repeat(32));

  private final SigningKey key;
  private final ReportPrinter printer;

  private PrintingReports(SigningKey key) {
    this.key = key;
    this.printer = new ReportPrinter(key.signer());
  }

  /** Takes a folder for a key, a count of findings of the long report, and a count of owners. */
  public static void main(String[] args) throws Exception {
    PrintingReports printing = new PrintingReports(SigningKey.selfMade(Path.of(args[0])));
    int findings = Integer.parseInt(args[1]);
    int owners = Integer.parseInt(args[2]);
    printing.time("first", findings);
    printing.time("second", findings);
    printing.time("third", findings);
    printing.parallel(owners);
  }

  private void time(String what, int findings) throws Exception {
    long start = System.nanoTime();
    byte[] plain = printer.print(report("STUDY-A", findings));
    long printed = System.nanoTime();
    byte[] signed = new ReportSigner().sign(plain, key, Instant.now()).pdf();
    long end = System.nanoTime();
    try (PDDocument document = Loader.loadPDF(signed)) {
      System.out.printf(
          Locale.ROOT,
          "%s: %d pages, %,d bytes: printed in %.2f s, signed in %.2f s%n",
          what,
          document.getNumberOfPages(),
          signed.length,
          (printed - start) / 1e9,
          (end - printed) / 1e9);
    }
  }

  private void parallel(int owners) throws Exception {
    long start = System.nanoTime();
    int threads = Runtime.getRuntime().availableProcessors();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<byte[]>> reports =
          IntStream.range(0, owners)
              .mapToObj(
                  owner ->
                      pool.submit(
                          () -> {
                            byte[] plain = printer.print(report("OWNER-" + owner, 5));
                            return new ReportSigner().sign(plain, key, Instant.now()).pdf();
                          }))
              .toList();
      for (Future<byte[]> report : reports) {
        report.get();
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%d owners on %d threads: %.1f s, %.1f reports a second%n",
        owners,
        threads,
        seconds,
        owners / seconds);
  }

  private static IntegrityReport report(String owner, int findings) {
    Instant now = Instant.parse("2026-03-14T15:09:26Z");
    return new IntegrityReport(
        owner,
        "benchmark-" + owner,
        Verdict.FAILED,
        List.of("after the copy: at least one entry is missing, extra or different"),
        List.of("Data of other owners: each has a report of their own."),
        List.of(comparison(owner, findings)),
        new MigrationState(
            new MigrationId("benchmark"),
            new RunbookId("benchmark"),
            DIGEST,
            List.of(),
            Map.of(),
            false,
            "host.example.org",
            "0.1.0",
            now.minus(Duration.ofDays(1)),
            1,
            now,
            null,
            List.of(),
            Roles.NONE,
            List.of(),
            List.of(),
            Map.of(),
            List.of(),
            List.of(),
            Verdict.FAILED,
            null,
            null,
            List.of()),
        new HistoryHead(2, DIGEST),
        ReportLanguage.EN,
        null,
        null,
        List.of());
  }

  private static ReportedComparison comparison(String owner, int findings) {
    InventoryCounts before = new InventoryCounts(12, 34, 156, 4_711, 0, 0, 0, 1L << 31, 0, 0);
    InventoryCounts after =
        new InventoryCounts(12, 34, 156, 4_711 - findings, 0, 0, 0, 1L << 30, 0, 0);
    return new ReportedComparison(
        "after the copy",
        View.DICOM_FILES,
        new InventoryName("before"),
        new InventoryName("after"),
        DIGEST,
        DIGEST,
        DIGEST,
        before,
        after,
        Verdict.FAILED,
        IntStream.range(0, findings).mapToObj(number -> finding(owner, number)).toList(),
        findings,
        List.of());
  }

  private static Finding finding(String owner, int number) {
    String root = "1.2.826.0.1.3680043.8.498.1000000000000000000000000000000";
    return new Finding(
        FindingCode.DIGEST_MISMATCH,
        "fs1/2026/3/14/15/9A2C/77F1/%08d".formatted(number),
        new OwnerKey(owner),
        root + number / 1_000,
        root + number / 100,
        root + number,
        DIGEST,
        DIGEST,
        "524,288 bytes on both sides, first difference at byte 131,072",
        null);
  }
}
