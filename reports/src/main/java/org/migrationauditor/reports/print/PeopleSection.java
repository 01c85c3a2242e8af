package org.migrationauditor.reports.print;

import java.util.List;
import org.migrationauditor.messages.report.IntegrityReport;

/** Who attested and who approved what. */
final class PeopleSection implements ReportSection {
  private static final List<Column> COLUMNS =
      List.of(Column.left("Step", 0.35), Column.left("Said or approved", 0.65));

  @Override
  public void write(IntegrityReport report, ReportWriter out) {
    out.section("Who attested and who approved?");
    out.table(
        COLUMNS,
        report.migration().steps().stream()
            .flatMap(
                state ->
                    state.people().stream()
                        .map(said -> List.of(Cell.strong(state.step().title()), Cell.of(said))))
            .toList());
  }
}
