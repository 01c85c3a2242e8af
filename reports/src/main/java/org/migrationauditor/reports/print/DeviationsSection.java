package org.migrationauditor.reports.print;

import java.util.ArrayList;
import java.util.List;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.query.StepState;
import org.migrationauditor.messages.report.IntegrityReport;

/** Where the plan departs from the guide, and why. */
final class DeviationsSection implements ReportSection {
  private static final List<Column> COLUMNS =
      List.of(
          Column.left("Guide", 0.09), Column.left("Step", 0.31), Column.left("How and why", 0.60));

  @Override
  public void write(IntegrityReport report, ReportWriter out) {
    out.section("Where did the migration depart from the guide?");
    List<List<Cell>> rows = new ArrayList<>();
    for (StepState state : report.migration().steps()) {
      PlannedStep step = state.step();
      if (step.deviation() != null) {
        rows.add(
            List.of(
                Cell.of(step.guideStep() == null ? "–" : step.guideStep()),
                Cell.strong(step.title()),
                Cell.of(step.deviation())));
      }
    }
    out.table(COLUMNS, rows);
  }
}
