package org.migrationauditor.app.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.InventoryCounts;
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

/** Every number of a report is that of DuckDB over the manifests, and only of its owner. */
final class ReportNumbersTest {
  private static final int OWNERS = 12;
  private static final int ENTRIES = 200;

  @TempDir private Path dir;

  @Test
  void pagesEvidenceAndAttachmentsCountWhatTheManifestsHold() throws Exception {
    Path manifests = dir.resolve("manifests");
    Verifier verifier = new Verifier(manifests, DicomFile.KEY);
    IssuedWithoutMigration issuing = new IssuedWithoutMigration(dir, verifier);
    InventorySummary before = written(verifier, manifests, "before", 0);
    InventorySummary after = written(verifier, manifests, "after", 3);

    List<IssuedReport> reports = issuing.issue(before, after);

    assertThat(reports).hasSize(OWNERS + 1);
    for (IssuedReport issued : reports) {
      Path file = issuing.file(issued);
      ReportCheck check = ReportCheck.of(file);
      IntegrityReport report = check.report().orElseThrow();
      ReportedComparison comparison = report.comparisons().getFirst();
      String owner = issued.scope().equals(ReportAssembly.WHOLE) ? "%" : issued.scope();
      InventoryCounts first = counted(verifier.manifest(before.manifest()), owner);
      InventoryCounts second = counted(verifier.manifest(after.manifest()), owner);
      String words = IssuedWithoutMigration.words(file);

      assertThat(check.verdict()).as(check.checks().toString()).isEqualTo(Verdict.PASSED);
      assertThat(comparison.beforeCounts()).isEqualTo(first);
      assertThat(comparison.afterCounts()).isEqualTo(second);
      assertThat(comparison.findingsTotal())
          .isEqualTo(found(verifier.manifest(comparison.findingsManifest()), owner));
      assertThat(comparison.groups().stream().mapToLong(group -> group.count()).sum())
          .isEqualTo(comparison.findingsTotal());
      for (long number : List.of(first.instances(), second.instances(), first.bytes())) {
        assertThat(words).contains(String.format(Locale.ROOT, "%,d", number));
      }
      assertThat(lines(words, "\"Compare\",\"")).isEqualTo(comparison.findingsTotal());
      assertThat(lines(words, "  data/")).isEqualTo(second.instances());
      if (!owner.equals("%")) {
        for (int other = 0; other < OWNERS; other++) {
          String name = owner(other);
          assertThat(words.contains(name)).as(name).isEqualTo(name.equals(owner));
        }
      }
    }
  }

  /** Entries of many owners; from every owner's first few something is gone or otherwise. */
  private static InventorySummary written(
      Verifier verifier, Path manifests, String name, int damaged) throws Exception {
    try (InventoryWriter writer = InventoryWriter.open(manifests, View.DICOM_FILES)) {
      for (int i = 0; i < OWNERS * ENTRIES; i++) {
        int owner = i % OWNERS;
        int number = i / OWNERS;
        if (number != owner % (damaged + 1) - 1) {
          writer.add(entry(owner, number, number < damaged));
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

  private static InventoryEntry entry(int owner, int number, boolean otherwise) {
    String study = "1.2." + owner + "." + number / 20;
    String digest =
        String.format(Locale.ROOT, "%032x%032x", owner, number * 2 + (otherwise ? 1 : 0));
    return new InventoryEntry(
        "%d/%05d.dcm".formatted(owner, number),
        EntryKind.INSTANCE,
        1_000L + number,
        new ContentDigest(digest),
        new OwnerKey(owner(owner)),
        new DicomEntry(study, study + ".1", study + ".1." + number, null, null, null),
        Recorded.NOTHING,
        true,
        "");
  }

  private static String owner(int number) {
    return "TRIAL-%c%c".formatted('A' + number / 26, 'A' + number % 26);
  }

  private static InventoryCounts counted(Path manifest, String owner) throws Exception {
    Map<String, Long> row =
        row(
            """
            SELECT count(DISTINCT patient) AS patients, count(DISTINCT study_uid) AS studies,
              count(DISTINCT series_uid) AS series, count(*) AS instances,
              coalesce(sum(bytes), 0)::BIGINT AS bytes
            FROM read_parquet('%s') WHERE owner LIKE '%s'
            """
                .formatted(manifest, owner));
    return new InventoryCounts(
        of(row, "patients"),
        of(row, "studies"),
        of(row, "series"),
        of(row, "instances"),
        0,
        0,
        0,
        of(row, "bytes"),
        0,
        0);
  }

  private static long of(Map<String, Long> row, String column) {
    return row.getOrDefault(column, -1L);
  }

  private static long found(Path findings, String owner) throws Exception {
    return of(
        row(
            "SELECT count(*) AS found FROM read_parquet('%s') WHERE owner LIKE '%s'"
                .formatted(findings, owner)),
        "found");
  }

  private static Map<String, Long> row(String sql) throws Exception {
    Map<String, Long> row = new TreeMap<>();
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      answer.next();
      for (int i = 1; i <= answer.getMetaData().getColumnCount(); i++) {
        row.put(answer.getMetaData().getColumnName(i), answer.getLong(i));
      }
    }
    return row;
  }

  private static long lines(String words, String part) {
    return words.lines().filter(line -> line.contains(part)).count();
  }
}
