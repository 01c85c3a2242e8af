package org.migrationauditor.reports.print;

import java.util.List;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.Rollback;
import org.migrationauditor.messages.query.StepState;
import org.migrationauditor.messages.report.IntegrityReport;

/** What became of the old data: moved, copied, removed; and whether the migration was undone. */
final class OldDataSection implements ReportSection {
  @Override
  public void write(IntegrityReport report, ReportWriter out) {
    Wording w = out.wording();
    MigrationState migration = report.migration();
    out.section(Chapter.OLD_DATA);
    out.paragraph(w.say(fate(migration.steps()), Chapter.RUN_RECORD.number()));
    Rollback rollback = migration.rollback();
    out.paragraph(
        rollback == null
            ? w.say("old.noRollback")
            : w.say("old.rollback", w.time(rollback.at()), rollback.person(), rollback.reason()));
    out.table(
        List.of(
            Column.names(w.say("old.step"), 0.38),
            Column.left(w.say("old.what"), 0.2),
            Column.left(w.say("old.status"), 0.18),
            Column.left(w.say("old.when"), 0.24)),
        migration.steps().stream()
            .filter(OldDataSection::concernsData)
            .map(state -> row(state, w))
            .toList());
  }

  private static String fate(List<StepState> steps) {
    List<StepState> removing =
        steps.stream().filter(state -> state.step().action().destructive()).toList();
    if (removing.isEmpty()) {
      return "old.unplanned";
    }
    return removing.stream().anyMatch(state -> state.attempts() > 0) ? "old.removed" : "old.kept";
  }

  private static boolean concernsData(StepState state) {
    return switch (state.step().action()) {
      case MOVE_TREE, COPY_TREE, REMOVE_TREE -> true;
      case RUN_SCRIPT,
          CHANGE_OWNER,
          AWAIT_REBOOT,
          TAKE_INVENTORY,
          COMPARE_INVENTORIES,
          CHECK_HOST,
          ATTEST,
          ISSUE_REPORTS,
          TRIGGER_DAG,
          AWAIT_DAG_RUNS,
          EDIT_FILE ->
          false;
    };
  }

  private static List<Cell> row(StepState state, Wording w) {
    String when =
        state.attempts() == 0
            ? w.say("run.notBegun")
            : state.endedAt() == null ? w.say("run.endNotSeen") : w.second(state.endedAt());
    return List.of(
        Cell.of(Block.recorded(state.step().title(), Style.CELL_STRONG)),
        Cell.of(w.word("action", state.step().action())),
        StepRow.status(state.status(), w),
        Cell.of(when));
  }
}
