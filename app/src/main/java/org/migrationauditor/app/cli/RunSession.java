package org.migrationauditor.app.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.migrationauditor.app.demo.Practice;
import org.migrationauditor.app.demo.RehearsalPeople;
import org.migrationauditor.app.notice.Notice;
import org.migrationauditor.app.notice.Notices;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.command.run.RunEnd;
import org.migrationauditor.command.run.RunWatcher;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.ReportStanding;
import org.migrationauditor.verifier.InventoryException;
import org.migrationauditor.verifier.Verifier;

/** Runs a migration until nobody can take it further, and says how it ended. */
final class RunSession {
  private static final int MOST_FINDINGS = 50;

  private final Platform platform;
  private final Verifier verifier;
  private final Terminal terminal;
  private final MigrationId id;
  private final String who;

  RunSession(Platform platform, Verifier verifier, Terminal terminal, MigrationId id, String who) {
    this.platform = platform;
    this.verifier = verifier;
    this.terminal = terminal;
    this.id = id;
    this.who = who;
  }

  /** Exit status of the run. */
  int run(RunWatcher watcher) throws InterruptedException, IOException, InventoryException {
    Notices notices = Notices.of(System::getenv);
    MigrationState state = platform.state(id);
    Ending ending = ending(end(state, watcher));
    Notice notice = new Notice(id, ending.event(), ending.sentence(), state.host(), Instant.now());
    for (String failure : notices.send(notice)) {
      terminal.print(Terminal.safe(failure));
    }
    terminal.print(ending.line());
    return ending.status();
  }

  private RunEnd end(MigrationState state, RunWatcher watcher)
      throws InterruptedException, IOException {
    platform.expectNotRun(id); // the stand-ins below listen where those of the other run do
    if (!state.unattended()) {
      return attended(state, watcher);
    }
    try (RehearsalPeople people = RehearsalPeople.of(platform, id, state.parameters(), who)) {
      RunWatcher watching = people.watching(watcher, terminal::print);
      RunEnd end;
      do {
        end = platform.run(id, who, terminal, watching);
      } while (people.act(end));
      return end;
    }
  }

  private RunEnd attended(MigrationState state, RunWatcher watcher)
      throws InterruptedException, IOException {
    Optional<Practice> practice = Practice.of(state.parameters());
    if (practice.isEmpty()) {
      return platform.run(id, who, terminal, watcher);
    }
    try (Practice host = practice.get()) {
      return platform.run(id, who, terminal, host.watching(watcher, terminal::print));
    }
  }

  /**
   * How a run ended.
   *
   * @param line the last one that it prints
   */
  private record Ending(int status, String event, String sentence, String line) {
    static Ending of(int status, String event, String sentence) {
      String safe = Terminal.safe(sentence);
      return new Ending(status, event, safe, event + ": " + safe);
    }
  }

  private Ending ending(RunEnd end) throws InventoryException {
    return switch (end) {
      case RunEnd.Completed completed -> {
        MigrationState state = results();
        String event = state.rollback() == null ? "completed" : "rolled back";
        yield new Ending(
            ExitStatus.of(state.verdict()),
            event,
            "every step is done; the verdict is " + state.verdict(),
            event + "; " + Terminal.verdict(state.verdict()));
      }
      case RunEnd.Failed failed -> {
        results();
        yield Ending.of(ExitStatus.FAILED, "failed", failed.sentence());
      }
      case RunEnd.Refused refused -> {
        int status =
            standing(results())
                .map(ComparisonSummary::verdict)
                .filter(verdict -> verdict != Verdict.PASSED)
                .max(Comparator.naturalOrder())
                .map(ExitStatus::of)
                .orElse(ExitStatus.REFUSED);
        yield Ending.of(status, "refused", refused.sentence());
      }
      case RunEnd.Uncertain uncertain ->
          Ending.of(
              ExitStatus.WAITING,
              "uncertain",
              "%s: ./auditor run %s --again %s --reason TEXT"
                  .formatted(uncertain.sentence(), id, uncertain.step().planned().stepId()));
      case RunEnd.WaitingForPerson waiting -> {
        terminal.output(waiting.step().instructions().strip());
        yield Ending.of(ExitStatus.WAITING, "waiting", waiting.sentence());
      }
      case RunEnd.WaitingForApproval waiting -> {
        results();
        yield Ending.of(
            ExitStatus.WAITING,
            "waiting",
            "%s: ./auditor approve %s %s --as NAME --reason TEXT"
                .formatted(waiting.sentence(), id, waiting.step().planned().stepId()));
      }
    };
  }

  private static Stream<ComparisonSummary> standing(MigrationState state) {
    return state.course().stream()
        .map(step -> state.comparisons().get(step.step().stepId()))
        .filter(Objects::nonNull);
  }

  private static boolean bad(ComparisonSummary comparison) {
    return comparison.verdict() != Verdict.PASSED;
  }

  /** Comparisons with what they found, and where the reports are. */
  private MigrationState results() throws InventoryException {
    MigrationState state = platform.state(id);
    for (ComparisonSummary comparison : state.comparisons().values()) {
      StateView.print(terminal, comparison);
      if (bad(comparison)) {
        Tables.findings(terminal, verifier.findings(comparison.manifest(), null, MOST_FINDINGS));
      }
    }
    for (IssuedReport report : state.reports()) {
      if (state.standing(report) == ReportStanding.VALID) {
        terminal.print(
            "report %s  %s  %s"
                .formatted(
                    Terminal.verdict(report.verdict()),
                    Terminal.safe(report.scope()),
                    platform.report(id, report.fileName())));
      }
    }
    return state;
  }
}
