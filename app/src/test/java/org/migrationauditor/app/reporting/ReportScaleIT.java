package org.migrationauditor.app.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.messages.report.ReportedComparison;
import org.migrationauditor.reports.check.ReportCheck;
import org.migrationauditor.verifier.Verifier;
import org.migrationauditor.verifier.dicom.DicomEntry;
import org.migrationauditor.verifier.dicom.DicomFile;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.Recorded;
import org.migrationauditor.verifier.manifest.InventoryWriter;
import org.migrationauditor.verifier.manifest.Manifest;

/**
 * Reports of many owners, and of many findings. {@code -Dreport.owners=500} and {@code
 * -Dreport.findings=1000000} make it what docs/performance.md tells of.
 */
final class ReportScaleIT {
  private static final int OWNERS = Integer.getInteger("report.owners", 40);
  private static final int FINDINGS = Integer.getInteger("report.findings", 20_000);

  @TempDir private Path dir;

  @Test
  void everyOwnerGetsAReportOfTheirOwn() throws Exception {
    Verifier verifier = new Verifier(dir.resolve("manifests"), DicomFile.KEY);
    InventorySummary before = written(verifier, "before", OWNERS, OWNERS * 100, false);
    InventorySummary after = written(verifier, "after", OWNERS, OWNERS * 100, false);
    IssuedWithoutMigration issuing = new IssuedWithoutMigration(dir, verifier);

    List<IssuedReport> reports =
        timed("reports of %,d owners".formatted(OWNERS), issuing, before, after);

    assertThat(reports)
        .hasSize(OWNERS + 1)
        .allMatch(report -> report.verdict() == Verdict.PASSED)
        .extracting(IssuedReport::fileName)
        .doesNotHaveDuplicates();
    assertThat(ReportCheck.of(issuing.file(reports.getLast())).verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void allFindingsAreAttachedAndTheLargestGroupsAreCounted() throws Exception {
    Verifier verifier = new Verifier(dir.resolve("manifests"), DicomFile.KEY);
    InventorySummary before = written(verifier, "before", 1, FINDINGS, false);
    InventorySummary after = written(verifier, "after", 1, FINDINGS, true);
    IssuedWithoutMigration issuing = new IssuedWithoutMigration(dir, verifier);

    List<IssuedReport> reports =
        timed("reports of %,d findings".formatted(FINDINGS), issuing, before, after);

    for (IssuedReport issued : reports) {
      ReportCheck check = ReportCheck.of(issuing.file(issued));
      IntegrityReport report = check.report().orElseThrow();
      ReportedComparison comparison = report.comparisons().getFirst();
      assertThat(check.verdict()).as(check.checks().toString()).isEqualTo(Verdict.PASSED);
      assertThat(comparison.findingsTotal()).isEqualTo(FINDINGS);
      assertThat(comparison.findings()).hasSize(1_000);
      assertThat(comparison.groups()).hasSize(Math.min(50, FINDINGS / 500));
      assertThat(report.notCovered()).noneMatch(sentence -> sentence.contains("findings.csv"));
    }
  }

  private List<IssuedReport> timed(
      String what, IssuedWithoutMigration issuing, InventorySummary before, InventorySummary after)
      throws Exception {
    long start = System.nanoTime();
    List<IssuedReport> reports = issuing.issue(before, after);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    System.out.printf(
        Locale.ROOT,
        "%s: %,d files, %,d bytes, %,d ms, heap at most %,d MiB%n",
        what,
        reports.size(),
        bytes(issuing, reports),
        took.toMillis(),
        Runtime.getRuntime().maxMemory() >> 20);
    return reports;
  }

  private static long bytes(IssuedWithoutMigration issuing, List<IssuedReport> reports)
      throws IOException {
    long bytes = 0;
    for (IssuedReport report : reports) {
      bytes += Files.size(issuing.file(report));
    }
    return bytes;
  }

  private InventorySummary written(
      Verifier verifier, String name, int owners, int entries, boolean otherwise) throws Exception {
    try (InventoryWriter writer =
        InventoryWriter.open(dir.resolve("manifests"), View.DICOM_FILES)) {
      for (int i = 0; i < entries; i++) {
        writer.add(entry(i, "OWNER-%05d".formatted(i % owners), otherwise));
      }
      Manifest manifest = writer.finish();
      return new InventorySummary(
          new InventoryName(name),
          View.DICOM_FILES,
          "/data/" + name,
          manifest.digest(),
          verifier.counts(manifest.digest()));
    }
  }

  /** Its digest looks like one, so that it is packed like one. */
  private static InventoryEntry entry(int number, String owner, boolean otherwise) {
    java.util.Random random = new java.util.Random(number * 2L + (otherwise ? 1 : 0));
    byte[] digest = new byte[32];
    random.nextBytes(digest);
    String study = "1.2.826.0.1.3680043.8.498." + number / 500;
    return new InventoryEntry(
        "fs1/2026/3/14/%04X/%08X".formatted(number / 500, number),
        EntryKind.INSTANCE,
        524_288,
        ContentDigest.of(digest),
        new OwnerKey(owner),
        new DicomEntry(study, study + "." + number / 50, study + ".9." + number, null, null, null),
        Recorded.NOTHING,
        true,
        "");
  }
}
