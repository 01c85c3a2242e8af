package org.migrationauditor.reports.print;

import java.util.ArrayList;
import java.util.List;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.messages.report.ReportedComparison;

/** What was counted before and after, side by side, per comparison. */
final class CountsSection implements ReportSection {
  private static final List<Counted> COUNTED =
      List.of(
          new Counted(Measure.PATIENTS, View.DICOM_FILES),
          new Counted(Measure.STUDIES, View.DICOM_FILES),
          new Counted(Measure.SERIES, View.DICOM_FILES),
          new Counted(Measure.INSTANCES, View.DICOM_FILES),
          new Counted(Measure.BUCKETS, View.MINIO_FS),
          new Counted(Measure.OBJECTS, View.MINIO_FS),
          new Counted(Measure.FILES, View.FILES));

  @Override
  public void write(IntegrityReport report, ReportWriter out) {
    Wording w = out.wording();
    out.section(Chapter.COUNTS);
    if (report.comparisons().isEmpty()) {
      out.paragraph(w.say("counts.none"));
      return;
    }
    out.heading(w.say("counts.overview"), 90);
    out.table(overview(w), report.comparisons().stream().map(one -> overview(one, w)).toList());
    List<Column> columns =
        List.of(
            Column.names(w.say("measure.measure"), 0.28),
            Column.right(w.say("measure.before"), 0.26),
            Column.right(w.say("measure.after"), 0.26),
            Column.right(w.say("measure.difference"), 0.20));
    for (ReportedComparison comparison : report.comparisons()) {
      String view = w.word("view", comparison.view());
      out.heading(w.say("counts.title", comparison.title(), view), 230);
      out.conclusion(comparison.verdict());
      out.table(columns, rows(comparison, w));
      out.facts(
          List.of(
              Fact.digest(
                  w.say("counts.before"),
                  w.say("counts.inventory", comparison.before()),
                  comparison.beforeManifest().hex()),
              Fact.digest(
                  w.say("counts.after"),
                  w.say("counts.inventory", comparison.after()),
                  comparison.afterManifest().hex()),
              Fact.digest(
                  w.say("counts.differences"),
                  w.say("counts.findingsFile"),
                  comparison.findingsManifest().hex())));
    }
  }

  private static List<Column> overview(Wording w) {
    return List.of(
        Column.names(w.say("counts.comparison"), 0.49),
        Column.left(w.say("counts.verdict"), 0.21),
        Column.right(w.say("counts.unexplained"), 0.15),
        Column.right(w.say("counts.announced"), 0.15));
  }

  private static List<Cell> overview(ReportedComparison comparison, Wording w) {
    FindingSplit findings = FindingSplit.of(comparison);
    return List.of(
        Cell.of(
            Block.of(comparison.title(), Style.CELL_STRONG),
            Block.of(w.word("view", comparison.view()), Style.CELL_MUTED)),
        Cell.verdict(comparison.verdict(), w),
        Cell.of(atLeast(findings.unexplained().size(), findings, w)),
        Cell.of(atLeast(findings.announced().size(), findings, w)));
  }

  private static String atLeast(int known, FindingSplit findings, Wording w) {
    String count = w.count(known);
    return findings.notListed() > 0 ? w.say("counts.orMore", count) : count;
  }

  /** Counts of a comparison; each row is a claim that is checked against the evidence. */
  static List<List<Cell>> rows(ReportedComparison comparison, Wording w) {
    List<List<Cell>> rows = new ArrayList<>();
    InventoryCounts before = comparison.beforeCounts();
    InventoryCounts after = comparison.afterCounts();
    for (Counted counted : COUNTED) {
      Measure measure = counted.measure();
      if (counted.knownTo(comparison.view()) || measure.in(before) + measure.in(after) != 0) {
        rows.add(row(measure, before, after, w));
      }
    }
    rows.add(
        List.of(
            Cell.strong(w.say(Measure.BYTES.key())),
            size(before.bytes(), w),
            size(after.bytes(), w),
            Cell.of(w.difference(before.bytes(), after.bytes()))));
    rows.add(row(Measure.UNREADABLE, before, after, w));
    if (comparison.view() == View.DICOM_FILES || before.malformed() + after.malformed() > 0) {
      rows.add(row(Measure.MALFORMED, before, after, w));
    }
    return rows;
  }

  private static List<Cell> row(
      Measure measure, InventoryCounts before, InventoryCounts after, Wording w) {
    return List.of(
        Cell.strong(w.say(measure.key())),
        Cell.of(w.count(measure.in(before))),
        Cell.of(w.count(measure.in(after))),
        Cell.of(w.difference(measure.in(before), measure.in(after))));
  }

  private static Cell size(long bytes, Wording w) {
    return Cell.of(
        Block.of(w.bytes(bytes), Style.CELL), Block.of(w.exactBytes(bytes), Style.CELL_MUTED));
  }

  /** What a view may know; a count it does not know is shown only if it is not zero. */
  private record Counted(Measure measure, View view) {
    boolean knownTo(View asked) {
      return view == asked || view == View.FILES;
    }
  }
}
