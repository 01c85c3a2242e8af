package org.migrationauditor.reports.print;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.messages.report.ReportedComparison;

/** What was counted before and after, side by side, per comparison. */
final class CountsSection implements ReportSection {
  private static final List<Column> COLUMNS =
      List.of(
          Column.names("Count", 0.28),
          Column.right("Before", 0.26),
          Column.right("After", 0.26),
          Column.right("Difference", 0.20));

  private static final List<Counted> COUNTED =
      List.of(
          new Counted("Patients", InventoryCounts::patients, View.DICOM_FILES),
          new Counted("Studies", InventoryCounts::studies, View.DICOM_FILES),
          new Counted("Series", InventoryCounts::series, View.DICOM_FILES),
          new Counted("Instances", InventoryCounts::instances, View.DICOM_FILES),
          new Counted("Buckets", InventoryCounts::buckets, View.MINIO_FS),
          new Counted("Objects", InventoryCounts::objects, View.MINIO_FS),
          new Counted("Other files", InventoryCounts::files, View.FILES));

  @Override
  public void write(IntegrityReport report, ReportWriter out) {
    out.newPage();
    out.section("What was counted before and after?");
    if (report.comparisons().isEmpty()) {
      out.paragraph("none: no comparison was made");
    }
    for (ReportedComparison comparison : report.comparisons()) {
      out.heading("%s: %s".formatted(comparison.title(), Wording.view(comparison.view())), 330);
      out.conclusion(comparison.verdict(), Wording.verdict(comparison.verdict()));
      out.table(COLUMNS, rows(comparison));
      out.facts(
          List.of(
              Fact.digest(
                  "Before",
                  "inventory %s, manifest".formatted(comparison.before()),
                  comparison.beforeManifest().hex()),
              Fact.digest(
                  "After",
                  "inventory %s, manifest".formatted(comparison.after()),
                  comparison.afterManifest().hex()),
              Fact.digest("Differences", "findings file", comparison.findingsManifest().hex())));
    }
  }

  static List<List<Cell>> rows(ReportedComparison comparison) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Counted counted : COUNTED) {
      long before = counted.in(comparison.beforeCounts());
      long after = counted.in(comparison.afterCounts());
      if (counted.knownTo(comparison.view()) || before != 0 || after != 0) {
        rows.add(row(counted.label(), before, after));
      }
    }
    InventoryCounts before = comparison.beforeCounts();
    InventoryCounts after = comparison.afterCounts();
    rows.add(
        List.of(
            Cell.strong("Size"),
            size(before.bytes()),
            size(after.bytes()),
            Cell.of(Wording.difference(before.bytes(), after.bytes()))));
    rows.add(row("Could not be read", before.unreadable(), after.unreadable()));
    if (comparison.view() == View.DICOM_FILES || before.malformed() + after.malformed() > 0) {
      rows.add(row("Malformed DICOM", before.malformed(), after.malformed()));
    }
    return rows;
  }

  private static List<Cell> row(String label, long before, long after) {
    return List.of(
        Cell.strong(label),
        Cell.of(Wording.count(before)),
        Cell.of(Wording.count(after)),
        Cell.of(Wording.difference(before, after)));
  }

  private static Cell size(long bytes) {
    return new Cell(
        List.of(
            Block.of(Wording.bytes(bytes), Style.CELL),
            Block.of(Wording.exactBytes(bytes), Style.CELL_MUTED)));
  }

  /** What a view may know; a count it does not know is shown only if it is not zero. */
  private record Counted(String label, ToLongFunction<InventoryCounts> count, View view) {
    long in(InventoryCounts counts) {
      return count.applyAsLong(counts);
    }

    boolean knownTo(View asked) {
      return view == asked || view == View.FILES;
    }
  }
}
