package org.migrationauditor.app.reporting;

import java.io.IOException;
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
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.report.Attached;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.reports.print.ReportPrinter;
import org.migrationauditor.reports.sign.ReportSigner;
import org.migrationauditor.reports.sign.SignedReport;
import org.migrationauditor.reports.sign.SigningKey;
import org.migrationauditor.verifier.Progress;

/**
 * Prints and signs reports on all processors, as many at a time as there is memory for. The files
 * are written into one folder.
 */
final class Printing implements AutoCloseable {
  private static final int MEBI = 20; // bits

  /** Beside its attachments, MiB. */
  private static final int REPORT_MEBIBYTES = 8;

  private final Clock clock = Clock.systemUTC();
  private final SigningKey key;
  private final Path folder;
  private final Progress progress;
  private final ReportPrinter printer;
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
    int needed = mebibytes(carried.report());
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

  /** Attached digests do not get smaller by being packed. */
  private int mebibytes(IntegrityReport report) {
    long attached = report.attached().stream().mapToLong(Attached::bytes).sum();
    return (int) Math.min(most, REPORT_MEBIBYTES + (attached >> MEBI) * 2);
  }

  private IssuedReport print(Carried carried) throws IOException {
    IntegrityReport report = carried.report();
    byte[] pdf = printer.print(report, carried.files());
    SignedReport signed = new ReportSigner().sign(pdf, key, Instant.now(clock));
    String fileName = report.reportId() + ".pdf";
    Durable.write(folder.resolve(fileName), signed.pdf());
    return new IssuedReport(
        report.scope(), report.verdict(), fileName, signed.digest(), key.subject(), key.selfMade());
  }

  @Override
  public void close() {
    workers.shutdownNow();
    workers.close();
  }
}
