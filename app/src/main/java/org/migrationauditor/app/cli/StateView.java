package org.migrationauditor.app.cli;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.migration.AcknowledgedLoss;
import org.migrationauditor.messages.migration.Waiver;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.Rollback;
import org.migrationauditor.messages.query.RunbookChange;
import org.migrationauditor.messages.query.StandingWaiver;
import org.migrationauditor.messages.query.StepState;
import org.migrationauditor.messages.query.StepStatus;

/** A migration's state as lines of text. */
final class StateView {
  private StateView() {}

  static void print(Terminal terminal, MigrationState state) {
    terminal.heading(
        "%s  %s on %s"
            .formatted(state.migrationId(), state.runbook(), Terminal.safe(state.host())));
    terminal.print(
        "as of event %d, %s%s"
            .formatted(
                state.sequence(),
                Terminal.time(state.asOf()),
                state.unattended() ? "; a rehearsal, its people played by the program" : ""));
    for (RunbookChange change : state.changes()) {
      terminal.print(
          Terminal.safe(
              "until %s by runbook %s, changed by %s: %s"
                  .formatted(
                      Terminal.time(change.at()),
                      change.replaced(),
                      change.person(),
                      change.reason())));
    }
    Rollback rollback = state.rollback();
    if (rollback == null) {
      state.steps().forEach(step -> print(terminal, step));
    } else {
      RollbackView.print(terminal, state, rollback);
    }
    Named.lines(state).forEach(line -> terminal.print("  " + Terminal.safe(line)));
    for (AcknowledgedLoss loss : state.losses()) {
      terminal.print(
          Terminal.safe(
              "  %s, as %s acknowledged: %s (%s)"
                  .formatted(lost(state), loss.person(), loss.lost(), loss.id())));
    }
    state.comparisons().forEach((step, comparison) -> print(terminal, comparison));
    for (StandingWaiver standing : state.waivers()) {
      Waiver waiver = standing.waiver();
      terminal.print(
          Terminal.safe(
              "  accepted in %s: %s '%s' by %s: %s"
                  .formatted(
                      standing.stepId(),
                      waiver.code(),
                      waiver.key(),
                      waiver.person(),
                      waiver.reason())));
    }
    new GateView(state).lines().forEach(line -> terminal.print("  " + Terminal.safe(line)));
    terminal.print("verdict " + Terminal.verdict(state.verdict()));
  }

  /** What has become of an acknowledged loss. */
  private static String lost(MigrationState state) {
    if (state.rollback() != null) {
      return "would have been lost";
    }
    return state.completedAt() == null ? "will be lost" : "is lost";
  }

  static void print(Terminal terminal, StepState step) {
    String guide = step.step().guideStep();
    terminal.print(
        "  %-9s %-5s %-34s %s"
            .formatted(
                step.status(), guide == null ? "" : guide, step.step().stepId(), detail(step)));
  }

  private static String detail(StepState step) {
    String detail = step.status() == StepStatus.PENDING ? step.step().title() : outcome(step);
    return Terminal.safe(detail);
  }

  private static String outcome(StepState step) {
    String attempts = step.attempts() > 1 ? " (attempt " + step.attempts() + ")" : "";
    String interrupted =
        step.interruptions() > 0 ? " (interrupted " + step.interruptions() + "x)" : "";
    String text = step.reason().isEmpty() ? step.step().title() : step.reason();
    return text + attempts + interrupted;
  }

  static void print(Terminal terminal, ComparisonSummary comparison) {
    terminal.print(line(comparison));
  }

  static String line(ComparisonSummary comparison) {
    return "%s %s -> %s: %s identical, findings %s, announced %s"
        .formatted(
            Terminal.verdictColumn(comparison.verdict()),
            comparison.before(),
            comparison.after(),
            String.format(Locale.ROOT, "%,d", comparison.compared()),
            counts(comparison.findings()),
            counts(comparison.expected()));
  }

  /** Such as {@code 3 EXTRA, 1 MISSING}. */
  static String counts(Map<FindingCode, Long> counts) {
    return counts.isEmpty()
        ? "none"
        : counts.entrySet().stream()
            .map(count -> String.format(Locale.ROOT, "%,d %s", count.getValue(), count.getKey()))
            .collect(Collectors.joining(", "));
  }
}
