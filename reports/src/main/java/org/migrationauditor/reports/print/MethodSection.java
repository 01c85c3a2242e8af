package org.migrationauditor.reports.print;

import java.util.ArrayList;
import java.util.List;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.RunbookChange;
import org.migrationauditor.messages.report.IntegrityReport;

/** How it was compared, and by which tools in which version. */
final class MethodSection implements ReportSection {
  @Override
  public void write(IntegrityReport report, ReportWriter out) {
    Wording w = out.wording();
    MigrationState migration = report.migration();
    out.section(Chapter.METHOD);
    out.paragraph(w.say("method.text"));
    List<List<Cell>> rows = new ArrayList<>();
    rows.add(row(w.say("method.program"), Cell.of(migration.tool()), w.say("method.program.use")));
    rows.add(runbook(migration.runbook().value(), migration.runbookDigest().hex(), w));
    for (RunbookChange change : migration.changes()) {
      rows.add(runbook(change.replaced().value(), change.replacedDigest().hex(), w));
    }
    if (migration.preview() != null) {
      Cell digest = Cell.digest(migration.preview().hex());
      rows.add(row(w.say("method.preview"), digest, w.say("method.preview.use")));
    }
    Cell layout = Cell.of(PrintedClaims.LAYOUT);
    rows.add(row(w.say("method.layout"), layout, w.say("method.layout.use")));
    out.table(
        List.of(
            Column.names(w.say("method.tool"), 0.26),
            Column.left(w.say("method.version"), 0.42),
            Column.left(w.say("method.use"), 0.32)),
        rows);
    out.paragraph(w.say("method.outputs", Chapter.RUN_RECORD.number()));
  }

  private static List<Cell> runbook(String name, String digest, Wording w) {
    return row(w.say("method.runbook", name), Cell.digest(digest), w.say("method.runbook.use"));
  }

  private static List<Cell> row(String tool, Cell version, String use) {
    return List.of(Cell.strong(tool), version, Cell.of(use));
  }
}
