package org.migrationauditor.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.StepState;
import org.migrationauditor.messages.query.StepStatus;
import org.migrationauditor.rehearsal.Hazard;

/** Hazards of an upgrade, and how one of them was caught, as lines of text. */
final class HazardView {
  private final Terminal terminal;

  HazardView(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Every hazard there is. */
  void list() {
    terminal.print("%-26s %-5s %-28s %s".formatted("hazard", "trap", "caught at step", "happens"));
    for (Hazard hazard : Hazard.values()) {
      terminal.print(
          "%-26s %-5s %-28s %s"
              .formatted(hazard, hazard.section(), hazard.caughtAt(), hazard.happening()));
    }
  }

  /** Where the migration stopped because of it, what was seen, and what would have been lost. */
  void caught(Hazard hazard, MigrationState state) {
    terminal.heading("hazard %s: %s".formatted(hazard, hazard.happening()));
    List<String> seen =
        state.steps().stream()
            .filter(step -> step.step().stepId().value().equals(hazard.caughtAt()))
            .findFirst()
            .map(step -> signs(hazard, step, state.comparisons().get(step.step().stepId())))
            .orElse(List.of());
    if (seen.isEmpty()) {
      terminal.print("NOT CAUGHT at step '%s', which is to catch it".formatted(hazard.caughtAt()));
      return;
    }
    terminal.print("caught at step '%s'".formatted(hazard.caughtAt()));
    seen.forEach(line -> terminal.print("  " + Terminal.safe(line)));
    terminal.print("would have been lost: " + hazard.lost());
  }

  /** Why nothing was planned because of it, and what would have been lost. */
  void refused(Hazard hazard, String reason) {
    terminal.heading("hazard %s: %s".formatted(hazard, hazard.happening()));
    terminal.print("caught before a step: nothing is planned");
    reason.lines().forEach(line -> terminal.print("  " + Terminal.safe(line)));
    terminal.print("would have been lost: " + hazard.lost());
  }

  /** All that tells of it there; empty when nothing does. */
  private static List<String> signs(
      Hazard hazard, StepState step, @Nullable ComparisonSummary comparison) {
    if (comparison != null) {
      return comparison.verdict() != Verdict.PASSED
              && comparison.findings().keySet().stream()
                  .anyMatch(code -> code.name().equals(hazard.sign()))
          ? List.of(
              "comparison %s: %s"
                  .formatted(comparison.verdict(), StateView.counts(comparison.findings())))
          : List.of();
    }
    if (step.status() == StepStatus.STARTED) {
      return List.of("the step waits for a person");
    }
    List<String> signs = new ArrayList<>();
    step.observations().stream()
        .filter(seen -> seen.verdict() != Verdict.PASSED)
        .map(HazardView::text)
        .forEach(signs::add);
    Optional.of(step.reason())
        .filter(reason -> signs.isEmpty() && !reason.isEmpty())
        .ifPresent(signs::add);
    return Stream.concat(signs.stream(), Stream.of(step.reason()))
            .anyMatch(sign -> sign.contains(hazard.sign()))
        ? signs
        : List.of();
  }

  private static String text(Observation seen) {
    return "not so: %s: %s".formatted(seen.what(), seen.seen());
  }
}
