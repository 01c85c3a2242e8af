package org.migrationauditor.app.reporting;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.migrationauditor.app.reporting.ReportFiles.Carried;
import org.migrationauditor.command.action.tree.Durable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.reports.print.AttachedFile.Content;
import org.migrationauditor.reports.print.ReportPrinter;
import org.migrationauditor.reports.sign.ReportSigner;
import org.migrationauditor.reports.sign.SigningKey;
import org.migrationauditor.verifier.Progress;

/**
 * Prints and signs reports on all processors, as many at a time as there is memory for. The files
 * are written into one folder.
 */
final class Printing implements AutoCloseable {
  private static final int MEBI = 20; // bits

  /** Beside the attachments that are held, MiB. */
  private static final int REPORT_MEBIBYTES = 8;

  private final Clock clock = Clock.systemUTC();
  private final SigningKey key;
  private final Path folder;
  private final Progress progress;
  private final ReportPrinter printer;
  private final ReportSigner signer = new ReportSigner();
  private final int most = (int) (Runtime.getRuntime().maxMemory() >> (MEBI + 1));
  private final Semaphore memory = new Semaphore(most, true);
  private final ExecutorService workers =
      Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
  private final List<Future<IssuedReport>> printed = new ArrayList<>();

  Printing(SigningKey key, Path folder, Progress progress) {
    this.key = key;
    this.folder = folder;
    this.progress = progress;
    this.printer = new ReportPrinter(key.signer());
  }

  /** Begins to print a report as soon as there is memory for it. */
  void add(Carried carried) throws InterruptedException {
    int needed = mebibytes(carried);
    memory.acquire(needed);
    printed.add(
        workers.submit(
            () -> {
              try {
                return print(carried);
              } finally {
                memory.release(needed);
                progress.advance(1, 0);
              }
            }));
  }

  /**
   * What was printed, in the order in which it was added. Who watches is told once what this
   * machine lacked for it.
   *
   * @throws IOException if one could not be printed
   */
  List<IssuedReport> finished() throws IOException, InterruptedException {
    List<IssuedReport> issued = new ArrayList<>();
    for (Future<IssuedReport> one : printed) {
      try {
        issued.add(one.get());
      } catch (ExecutionException e) {
        Throwable cause = e.getCause();
        throw new IOException(cause == null ? "not printed" : cause.getMessage(), e);
      }
    }
    printer.lacking().ifPresent(progress::remark);
    return issued;
  }

  /** What is packed in files is copied from them, whatever its size. */
  private int mebibytes(Carried carried) {
    long held =
        carried.files().stream()
            .filter(file -> file.content() instanceof Content.Plain)
            .mapToLong(file -> file.listed().bytes())
            .sum();
    return (int) Math.min(most, REPORT_MEBIBYTES + (held >> MEBI) * 2);
  }

  private IssuedReport print(Carried carried) throws IOException {
    IntegrityReport report = carried.report();
    String fileName = report.reportId() + ".pdf";
    Path printed = folder.resolve(report.reportId() + ".unsigned");
    Path signed = folder.resolve(fileName);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(printed))) {
      printer.print(report, carried.files(), out);
    }
    ContentDigest digest = signer.sign(printed, key, Instant.now(clock), signed);
    Files.delete(printed);
    Durable.force(signed);
    return new IssuedReport(
        report.scope(), report.verdict(), fileName, digest, key.subject(), key.selfMade());
  }

  @Override
  public void close() {
    workers.shutdownNow();
    workers.close();
  }
}
