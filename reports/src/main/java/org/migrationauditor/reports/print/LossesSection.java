package org.migrationauditor.reports.print;

import java.util.List;
import org.migrationauditor.messages.migration.AcknowledgedLoss;
import org.migrationauditor.messages.report.IntegrityReport;

/** What the migration does not bring along, and who said that it may be lost. */
final class LossesSection implements ReportSection {
  @Override
  public void write(IntegrityReport report, ReportWriter out) {
    Wording w = out.wording();
    out.section(Chapter.LOSSES);
    List<AcknowledgedLoss> losses = report.migration().losses();
    if (losses.isEmpty()) {
      out.paragraph(w.say("losses.none"));
      return;
    }
    out.table(
        List.of(Column.left(w.say("losses.lost"), 0.7), Column.left(w.say("losses.person"), 0.3)),
        losses.stream()
            .map(loss -> List.of(Cell.recorded(loss.lost()), Cell.of(loss.person())))
            .toList());
  }
}
