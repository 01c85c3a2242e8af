package org.migrationauditor.reports.print;

import java.util.ArrayList;
import java.util.List;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.Rollback;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.messages.report.ReportedComparison;
import org.migrationauditor.reports.Signer;

/** Page one: is the data intact, what is this document, who signs it. */
final class CoverSection implements ReportSection {
  private static final List<Column> OVERVIEW =
      List.of(
          Column.names("Comparison", 0.30),
          Column.left("Verdict", 0.17),
          Column.right("Before", 0.16),
          Column.right("After", 0.16),
          Column.right("Unexplained", 0.11),
          Column.right("Announced", 0.10));

  private final Signer signer;

  CoverSection(Signer signer) {
    this.signer = signer;
  }

  @Override
  public void write(IntegrityReport report, ReportWriter out) {
    out.title("Data integrity report", "Scope", report.scope());
    out.verdict(report.verdict(), Wording.verdict(report.verdict()));
    out.list(report.reasons());
    out.facts(facts(report));
    out.note(SignerWords.title(signer), SignerWords.text(signer));
    out.table(OVERVIEW, report.comparisons().stream().map(CoverSection::overview).toList());
    out.paragraph(
        "Not covered: %s, listed in section 7."
            .formatted(Wording.counted(report.notCovered().size(), "point", "points")));
  }

  private static List<Cell> overview(ReportedComparison comparison) {
    FindingSplit findings = FindingSplit.of(comparison);
    String hidden = findings.notListed() > 0 ? " or more" : "";
    return List.of(
        new Cell(
            List.of(
                Block.of(comparison.title(), Style.CELL_STRONG),
                Block.of(Wording.view(comparison.view()), Style.CELL_MUTED))),
        Cell.verdict(comparison.verdict()),
        held(comparison.view(), comparison.beforeCounts()),
        held(comparison.view(), comparison.afterCounts()),
        Cell.of(Wording.count(findings.unexplained().size()) + hidden),
        Cell.of(Wording.count(findings.announced().size()) + hidden));
  }

  private static Cell held(View view, InventoryCounts counts) {
    List<Block> held = new ArrayList<>();
    boolean dicom = view == View.DICOM_FILES || counts.instances() > 0;
    boolean store = view == View.MINIO_FS || counts.objects() > 0;
    if (dicom) {
      held.add(line(Wording.counted(counts.patients(), "patient", "patients")));
      held.add(line(Wording.counted(counts.studies(), "study", "studies")));
      held.add(line(Wording.counted(counts.series(), "series", "series")));
      held.add(line(Wording.counted(counts.instances(), "instance", "instances")));
    }
    if (store) {
      held.add(line(Wording.counted(counts.buckets(), "bucket", "buckets")));
      held.add(line(Wording.counted(counts.objects(), "object", "objects")));
    }
    if (counts.files() > 0 || (!dicom && !store)) {
      held.add(line(Wording.counted(counts.files(), "file", "files")));
    }
    held.add(line(Wording.bytes(counts.bytes())));
    if (counts.unreadable() > 0) {
      String unread = Wording.count(counts.unreadable()) + " not read";
      held.add(Block.of(unread, Style.CELL_STRONG.in(Tint.INDETERMINATE)));
    }
    if (counts.malformed() > 0) {
      held.add(line(Wording.count(counts.malformed()) + " malformed"));
    }
    return new Cell(held);
  }

  private static Block line(String text) {
    return Block.of(text, Style.CELL);
  }

  static List<Fact> facts(IntegrityReport report) {
    MigrationState migration = report.migration();
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.key("Report", report.reportId()));
    facts.add(Fact.of("As of", Wording.time(migration.asOf())));
    facts.add(Fact.key("Migration", migration.migrationId().value()));
    facts.add(Fact.key("Host", migration.host()));
    facts.add(Fact.of("Runbook", migration.runbook().value()));
    facts.add(Fact.of("Planned", Wording.time(migration.plannedAt())));
    Rollback rollback = migration.rollback();
    if (rollback != null) {
      facts.add(
          Fact.of(
              "Turned back",
              "%s before step '%s', by %s: %s"
                  .formatted(
                      Wording.time(rollback.at()),
                      rollback.from(),
                      rollback.person(),
                      rollback.reason())));
    }
    facts.add(
        Fact.of(
            rollback == null ? "Completed" : "Rolled back",
            migration.completedAt() == null
                ? "not yet: steps were left when this report was made"
                : Wording.time(migration.completedAt())));
    facts.add(Fact.of("History", HistorySection.events(report.head())));
    facts.add(Fact.digest("Root of history", report.head().root().hex()));
    return facts;
  }
}
