package org.migrationauditor.app.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.query.ComparisonChange;
import org.migrationauditor.messages.query.Difference;
import org.migrationauditor.messages.query.StepChange;
import org.migrationauditor.messages.query.StepStatus;
import org.migrationauditor.query.history.Moment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what became otherwise between two moments. */
@Command(
    name = "diff",
    header = "Show what became otherwise in a migration between two moments, and by whom.",
    description = {
      "",
      "Both states are replayed from the history. What stands in no event is not known: a file that"
          + " changed in between is found by a comparison alone.",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:shown",
      "2:there is no such migration, it had not begun, or the moments are the other way round",
      "5:this machine is in the way: no database, disk full"
    })
public final class DiffCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(index = "0", paramLabel = "MIGRATION", description = "name of the migration")
  private String migration = "";

  @Parameters(index = "1", paramLabel = "FROM", description = RequestedMoment.DESCRIPTION)
  private String from = "";

  @Parameters(index = "2", paramLabel = "TO", description = "the same, and not before it")
  private String to = "";

  @Option(names = "--json", description = "print one JSON object")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    try (Platform platform = Platform.open(common.home())) {
      MigrationId id = platform.resolve(migration);
      Moment first = RequestedMoment.of("diff", from, platform, id);
      Moment second = RequestedMoment.of("diff", to, platform, id);
      Difference difference =
          platform.history().difference(id, first, second).orElseThrow(() -> none(id));
      Terminal terminal = Terminal.of(spec);
      if (json) {
        terminal.print(Json.line("difference", difference));
      } else {
        print(terminal, difference);
      }
      return ExitStatus.OK;
    }
  }

  private static void print(Terminal terminal, Difference difference) {
    terminal.heading(
        "%s  from event %d, %s, to event %d, %s"
            .formatted(
                difference.migrationId(),
                difference.from(),
                Terminal.time(difference.fromAt()),
                difference.to(),
                Terminal.time(difference.toAt())));
    difference.steps().forEach(step -> terminal.print("  " + Terminal.safe(line(step))));
    difference.comparisons().forEach(change -> print(terminal, change));
    difference
        .reports()
        .forEach(
            report ->
                terminal.print(
                    "report %s %s  SHA-256 %s"
                        .formatted(
                            Terminal.verdict(report.verdict()),
                            Terminal.safe(report.fileName()),
                            report.digest())));
    difference.events().forEach(event -> terminal.print(TimelineView.line(event)));
    difference.clock().forEach(jump -> terminal.print(ClockView.sentence(jump)));
    terminal.print(
        "verdict %s -> %s"
            .formatted(
                Terminal.verdict(difference.verdictBefore()),
                Terminal.verdict(difference.verdictAfter())));
    if (!difference.programs().isEmpty()) {
      terminal.print(Terminal.safe(ProgramView.sentence(difference.programs())));
    }
  }

  private static String line(StepChange step) {
    String attempts =
        step.attempts() == 0
            ? ""
            : String.format(
                Locale.ROOT, ", %d attempts, the last by %s", step.attempts(), step.who());
    return "%-34s %s -> %s%s%s"
        .formatted(
            step.stepId(),
            status(step.before()),
            status(step.after()),
            attempts,
            step.reason().isEmpty() ? "" : ": " + step.reason());
  }

  private static String status(@Nullable StepStatus status) {
    return status == null ? "not planned" : status.name();
  }

  private static void print(Terminal terminal, ComparisonChange change) {
    ComparisonSummary before = change.before();
    ComparisonSummary after = change.after();
    terminal.print(
        "comparison '%s': %s -> %s"
            .formatted(
                change.stepId(),
                before == null ? "none" : Terminal.verdict(before.verdict()),
                after == null ? "counts no more" : Terminal.verdict(after.verdict())));
    if (after != null) {
      StateView.print(terminal, after);
    }
  }

  private CommandFailure none(MigrationId id) {
    return new CommandFailure(
        ExitStatus.REFUSED,
        "diff: migration '%s' had not begun at %s, or %s comes before it; ./auditor history %s lists its events"
            .formatted(id, from, to, id));
  }
}
