package org.migrationauditor.app.reporting;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.reports.check.ReportCheck;

/** Times of issuing and checking, printed. */
final class Measured {
  private Measured() {}

  static List<IssuedReport> issue(
      String what, IssuedWithoutMigration issuing, InventorySummary before, InventorySummary after)
      throws Exception {
    List<IssuedReport> reports = timed(what + ": issued", () -> issuing.issue(before, after));
    long bytes = 0;
    for (IssuedReport report : reports) {
      bytes += Files.size(issuing.file(report));
    }
    System.out.printf(Locale.ROOT, "%s: %,d files, %,d bytes%n", what, reports.size(), bytes);
    return reports;
  }

  static ReportCheck check(Path file) throws Exception {
    return timed(
        "reports of %,d bytes: one checked".formatted(Files.size(file)),
        () -> ReportCheck.of(file));
  }

  private static <T> T timed(String what, Callable<T> work) throws Exception {
    System.gc();
    heap().forEach(MemoryPoolMXBean::resetPeakUsage);
    long start = System.nanoTime();
    T result = work.call();
    System.out.printf(
        Locale.ROOT,
        "%s in %,d ms, heap up to %,d of %,d MiB, process up to %s%n",
        what,
        (System.nanoTime() - start) / 1_000_000,
        heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20,
        Runtime.getRuntime().maxMemory() >> 20,
        resident());
    return result;
  }

  private static List<MemoryPoolMXBean> heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  private static String resident() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        ? Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .findFirst()
            .map(line -> line.substring("VmHWM:".length()).strip())
            .orElse("unknown")
        : "unknown";
  }
}
