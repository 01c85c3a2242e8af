package org.migrationauditor.app.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.app.reporting.Entries.Side;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.messages.report.ReportedComparison;
import org.migrationauditor.reports.check.ReportCheck;
import org.migrationauditor.verifier.Verifier;
import org.migrationauditor.verifier.dicom.DicomFile;
import org.migrationauditor.verifier.manifest.InventoryWriter;
import org.migrationauditor.verifier.manifest.Manifest;

/**
 * Reports of many owners, and of many findings. {@code -Dreport.owners=500} and {@code
 * -Dreport.findings=1000000} make it what docs/performance.md tells of.
 */
final class ReportScaleIT {
  private static final int OWNERS = Integer.getInteger("report.owners", 10);
  private static final int FINDINGS = Integer.getInteger("report.findings", 10_000);
  private static final int SHARED_FINDINGS = Integer.getInteger("report.findings", 2_000);
  private static final int MOST_PAGES = 250;

  @TempDir private Path dir;

  @Test
  void everyOwnerGetsAReportOfTheirOwn() throws Exception {
    Verifier verifier = new Verifier(dir.resolve("manifests"), DicomFile.KEY);
    Entries entries = new Entries(OWNERS * 100, number -> number % OWNERS);
    InventorySummary before = written(verifier, "before", entries, Side.ALIKE);
    InventorySummary after = written(verifier, "after", entries, Side.ALIKE);
    IssuedWithoutMigration issuing = new IssuedWithoutMigration(dir, verifier);

    List<IssuedReport> reports =
        Measured.issue("reports of %,d owners".formatted(OWNERS), issuing, before, after);

    assertThat(reports)
        .hasSize(OWNERS + 1)
        .allMatch(report -> report.verdict() == Verdict.PASSED)
        .extracting(IssuedReport::fileName)
        .doesNotHaveDuplicates();
    assertThat(ReportCheck.of(issuing.file(reports.getLast())).verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void everyFindingIsAttachedWhereOneOwnerHasNearlyAll() throws Exception {
    everyFindingIsAttached(
        FINDINGS,
        "nearly all with one of 20 owners",
        number -> number % 400 < 20 ? number % 20 : 0);
  }

  @Test
  void everyFindingIsAttachedWhereTwentyOwnersShareThem() throws Exception {
    everyFindingIsAttached(SHARED_FINDINGS, "shared by 20 owners", number -> number % 20);
  }

  private void everyFindingIsAttached(int findings, String shares, IntUnaryOperator owner)
      throws Exception {
    Verifier verifier = new Verifier(dir.resolve("manifests"), DicomFile.KEY);
    Entries entries = new Entries(findings, owner);
    InventorySummary before = written(verifier, "before", entries, Side.BEFORE);
    InventorySummary after = written(verifier, "after", entries, Side.AFTER);
    IssuedWithoutMigration issuing = new IssuedWithoutMigration(dir, verifier);

    List<IssuedReport> reports =
        Measured.issue(
            "reports of %,d findings, %s".formatted(findings, shares), issuing, before, after);

    assertThat(reports).hasSize(21);
    Path whole = issuing.file(reports.getFirst());
    assertThat(rows(whole, Measured.check(whole)).cardinality()).isEqualTo(findings);
    BitSet inOwners = new BitSet();
    for (IssuedReport issued : reports.subList(1, reports.size())) {
      Path own = issuing.file(issued);
      BitSet rows = rows(own, ReportCheck.of(own));
      assertThat(rows.intersects(inOwners)).isFalse();
      inOwners.or(rows);
    }
    assertThat(inOwners.cardinality()).isEqualTo(findings);
  }

  /** Of a report that holds together, which are all that it is about. */
  private static BitSet rows(Path file, ReportCheck check) throws Exception {
    IntegrityReport report = check.report().orElseThrow();
    ReportedComparison comparison = report.comparisons().getFirst();
    BitSet rows = Rows.of(file, MOST_PAGES);
    assertThat(check.verdict()).as(check.checks().toString()).isEqualTo(Verdict.PASSED);
    assertThat(comparison.findingsTotal()).isEqualTo(rows.cardinality());
    assertThat(comparison.findings()).hasSize(Math.min(1_000, rows.cardinality()));
    assertThat(comparison.groups()).hasSizeBetween(1, 50);
    assertThat(report.notCovered()).noneMatch(sentence -> sentence.contains("findings.csv"));
    return rows;
  }

  private InventorySummary written(Verifier verifier, String name, Entries entries, Side side)
      throws Exception {
    try (InventoryWriter writer =
        InventoryWriter.open(dir.resolve("manifests"), View.DICOM_FILES)) {
      for (int number = 0; number < entries.count(); number++) {
        if (entries.isOn(side, number)) {
          writer.add(entries.entry(side, number));
        }
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
}
