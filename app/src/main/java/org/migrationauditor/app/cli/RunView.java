package org.migrationauditor.app.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.migrationauditor.command.run.RunWatcher;
import org.migrationauditor.command.runbook.Step;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.migration.Outcome;

/** A run as it goes, step by step. */
final class RunView implements RunWatcher {
  private final Terminal terminal;

  RunView(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void starting(Step step, int number, int of, int attempt, boolean resumed) {
    String guide = Objects.requireNonNullElse(step.planned().guideStep(), "");
    terminal.heading(
        "[%2d/%d] %-5s %s: %s%s"
            .formatted(
                number,
                of,
                guide,
                step.planned().stepId(),
                step.planned().title(),
                again(attempt, resumed)));
  }

  private static String again(int attempt, boolean resumed) {
    if (resumed) {
      return " (attempt %d: the one before was interrupted)".formatted(attempt);
    }
    return attempt > 1 ? " (attempt %d)".formatted(attempt) : "";
  }

  @Override
  public void ended(Step step, Outcome outcome) {
    for (Observation seen : outcome.observations()) {
      String mark =
          switch (seen.verdict()) {
            case PASSED -> "ok";
            case FAILED -> Terminal.verdict(Verdict.FAILED);
            case INDETERMINATE -> Terminal.verdict(Verdict.INDETERMINATE);
          };
      terminal.print(
          "    %s  %s: %s".formatted(mark, Terminal.safe(seen.what()), Terminal.safe(seen.seen())));
    }
    terminal.print(
        "    %s in %s%s"
            .formatted(
                outcome.result().name().toLowerCase(Locale.ROOT),
                duration(outcome.durationMillis()),
                outcome.reason().isEmpty() ? "" : ": " + Terminal.safe(outcome.reason())));
  }

  private static String duration(long millis) {
    Duration duration = Duration.ofMillis(millis);
    if (duration.toMinutes() > 0) {
      return "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
    }
    return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }
}
