package org.migrationauditor.app.cli;

import java.util.List;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.Rollback;
import org.migrationauditor.messages.query.StepState;
import org.migrationauditor.messages.query.StepStatus;

/** Steps of a migration that was turned round, as lines of text. */
final class RollbackView {
  private RollbackView() {}

  /** What was begun on the way there, then the way back; the rest of the plan is not to be done. */
  static void print(Terminal terminal, MigrationState state, Rollback rollback) {
    List<StepState> back = state.course();
    List<StepState> forth = state.steps().stream().filter(step -> !back.contains(step)).toList();
    List<StepState> begun = forth.stream().filter(step -> step.attempts() > 0).toList();
    long done = back.stream().filter(step -> step.status() == StepStatus.SUCCEEDED).count();
    terminal.print(
        Terminal.safe(
            "%s before step '%s' had ended, decided by %s at %s: %s"
                .formatted(
                    state.completedAt() == null ? "being rolled back" : "rolled back",
                    rollback.from(),
                    rollback.person(),
                    Terminal.time(rollback.at()),
                    rollback.reason())));
    begun.forEach(step -> StateView.print(terminal, step));
    terminal.print(
        "the way back: %d of %d steps done; %d steps of the upgrade were not begun"
            .formatted(done, back.size(), forth.size() - begun.size()));
    back.forEach(step -> StateView.print(terminal, step));
  }
}
