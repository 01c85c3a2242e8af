package org.migrationauditor.reports.print;

import java.util.ArrayList;
import java.util.List;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.query.StepState;
import org.migrationauditor.messages.report.IntegrityReport;

/** Where the plan departs from the guide, and why. */
final class DeviationsSection implements ReportSection {
  @Override
  public void write(IntegrityReport report, ReportWriter out) {
    Wording w = out.wording();
    out.section(Chapter.DEVIATIONS);
    List<List<Cell>> rows = new ArrayList<>();
    for (StepState state : report.migration().steps()) {
      PlannedStep step = state.step();
      if (step.deviation() != null) {
        rows.add(
            List.of(
                Cell.of(step.guideStep() == null ? w.say("nothing") : step.guideStep()),
                Cell.of(Block.recorded(step.title(), Style.CELL_STRONG)),
                Cell.recorded(step.deviation())));
      }
    }
    out.table(
        List.of(
            Column.left(w.say("deviations.guide"), 0.11),
            Column.names(w.say("deviations.step"), 0.31),
            Column.left(w.say("deviations.why"), 0.58)),
        rows);
  }
}
