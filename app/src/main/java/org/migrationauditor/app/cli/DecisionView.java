package org.migrationauditor.app.cli;

import java.util.Locale;
import java.util.stream.Collectors;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.LossAcknowledged;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.Waiver;
import org.migrationauditor.messages.query.Decision;
import org.migrationauditor.messages.query.KnownComparison;
import org.migrationauditor.messages.query.TimelineEntry;

/** What was known at a decision, as lines of text. */
record DecisionView(Terminal terminal, MigrationId id) {
  private static final String LOSS = LossAcknowledged.class.getSimpleName();

  /** A loss is acknowledged with the plan, when nothing is known but the plan. */
  void print(Decision decision) {
    TimelineEntry event = decision.event();
    terminal.heading(TimelineView.line(event));
    if (event.type().equals(LOSS)) {
      decision.later().forEach(this::afterwards);
      return;
    }
    line(
        "recorded by %s; all that was known: ./auditor show %s --at %d"
            .formatted(decision.tool(), id, event.sequence() - 1));
    decision.comparisons().forEach(this::comparison);
    if (decision.comparisons().isEmpty()) {
      line("nothing was compared yet");
    }
    decision.reports().forEach(this::report);
    decision.waivers().forEach(standing -> waiver(standing.waiver()));
    if (!decision.losses().isEmpty()) {
      line("%d losses were acknowledged".formatted(decision.losses().size()));
    }
    decision
        .undone()
        .forEach(step -> line("step '%s' had failed or was uncertain".formatted(step)));
    line("had acted before: " + acted(decision));
    if (decision.later().isEmpty()) {
      line("afterwards nothing came to light that contradicts it");
    }
    decision.later().forEach(this::afterwards);
  }

  private void comparison(KnownComparison known) {
    line(
        "%s by event %d, %s"
            .formatted(
                known.ground()
                    ? "it rests on '%s'".formatted(known.stepId())
                    : "'%s'".formatted(known.stepId()),
                known.event(),
                String.format(Locale.ROOT, "findings open: %,d", known.open())));
    terminal.print("    " + StateView.line(known.comparison()));
  }

  private void report(IssuedReport report) {
    line(
        "report %s %s  SHA-256 %s".formatted(report.verdict(), report.fileName(), report.digest()));
  }

  private void waiver(Waiver waiver) {
    line(
        "accepted %s '%s' by %s: %s"
            .formatted(waiver.code(), waiver.key(), waiver.person(), waiver.reason()));
  }

  private void afterwards(TimelineEntry later) {
    line("AFTERWARDS " + TimelineView.line(later));
  }

  private static String acted(Decision decision) {
    return decision.acted().entrySet().stream()
        .map(person -> "%s (%d events)".formatted(person.getKey(), person.getValue()))
        .collect(Collectors.joining(", "));
  }

  private void line(String text) {
    terminal.print("  " + Terminal.safe(text));
  }
}
