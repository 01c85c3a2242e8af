package org.migrationauditor.reports.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.RunbookChange;
import org.migrationauditor.messages.query.StepState;
import org.migrationauditor.messages.query.StepStatus;
import org.migrationauditor.messages.report.IntegrityReport;

/** What was done, by whom, when, and what was seen afterwards: every step of the plan. */
final class RunRecordSection implements ReportSection {
  private static final List<Column> COLUMNS =
      List.of(
          Column.left("Guide", 0.09),
          Column.left("Step and what was seen", 0.51),
          Column.left("Status", 0.13),
          Column.left("Who and when", 0.27));

  @Override
  public void write(IntegrityReport report, ReportWriter out) {
    MigrationState migration = report.migration();
    out.section("What was done, by whom and when?");
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of("Runbook", migration.runbook().value()));
    facts.add(Fact.digest("Its SHA-256", migration.runbookDigest().hex()));
    for (RunbookChange change : migration.changes()) {
      facts.add(
          Fact.of(
              "Runbook changed",
              "on %s by %s because: %s; until then it was %s"
                  .formatted(
                      Wording.time(change.at()),
                      change.person(),
                      change.reason(),
                      change.replaced())));
      facts.add(Fact.digest("SHA-256 until then", change.replacedDigest().hex()));
    }
    facts.add(Fact.of("Program", migration.tool()));
    facts.add(
        Fact.of(
            "Approvals",
            migration.unattended()
                ? "a rehearsal: the program played the people, approvals among them"
                : "given by people, listed in section 5"));
    migration.parameters().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(parameter -> facts.add(Fact.key(parameter.getKey(), parameter.getValue())));
    out.facts(facts);
    out.table(COLUMNS, migration.steps().stream().map(RunRecordSection::row).toList());
  }

  private static List<Cell> row(StepState state) {
    return List.of(
        Cell.of(state.step().guideStep() == null ? "–" : state.step().guideStep()),
        new Cell(step(state)),
        new Cell(List.of(Block.of(state.status().name(), statusStyle(state.status())))),
        new Cell(attempt(state)));
  }

  private static List<Block> step(StepState state) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(Block.of(state.step().title(), Style.CELL_STRONG));
    blocks.add(
        Block.of(
            "%s, %s, acts: %s"
                .formatted(
                    state.step().stepId(),
                    words(state.step().action()),
                    words(state.step().actor())),
            Style.CELL_MUTED));
    if (state.step().guideStep() == null) {
      blocks.add(Block.of("not in the guide", Style.CELL_MUTED));
    }
    if (state.step().deviation() != null) {
      blocks.add(Block.of("departs from the guide: see section 6", Style.CELL_MUTED));
    }
    if (!state.summary().isBlank()) {
      blocks.add(Block.of(state.summary(), Style.CELL).below(1));
    }
    if (!state.reason().isBlank()) {
      blocks.add(Block.of("Reason: " + state.reason(), Style.CELL).below(1));
    }
    for (Observation seen : state.observations()) {
      blocks.add(observation(seen));
    }
    return blocks;
  }

  private static Block observation(Observation seen) {
    Tint tint = seen.verdict() == Verdict.PASSED ? Tint.INK : Tint.of(seen.verdict());
    return Block.of(
            "%s – %s: %s".formatted(seen.verdict(), seen.what(), seen.seen()),
            new Style(Style.Face.REGULAR, 8, tint))
        .below(1.5f);
  }

  private static List<Block> attempt(StepState state) {
    if (state.attempts() == 0) {
      return List.of(Block.of("not begun", Style.CELL_MUTED));
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(Block.of(state.who().isBlank() ? "unknown" : state.who(), Style.CELL));
    blocks.add(Block.of("from " + Wording.second(state.startedAt()), Style.CELL_MUTED));
    blocks.add(
        Block.of(
            state.endedAt() == null ? "end not seen" : "to " + Wording.second(state.endedAt()),
            Style.CELL_MUTED));
    if (state.endedAt() != null) {
      blocks.add(Block.of("took " + Wording.duration(state.durationMillis()), Style.CELL_MUTED));
    }
    blocks.add(
        Block.of(
            "%s, %s"
                .formatted(
                    Wording.counted(state.attempts(), "attempt", "attempts"),
                    Wording.counted(state.interruptions(), "interruption", "interruptions")),
            Style.CELL_MUTED));
    if (state.exitCode() != null) {
      blocks.add(Block.of("exit code " + state.exitCode(), Style.CELL_MUTED));
    }
    if (state.output() != null) {
      blocks.add(Block.of("output " + state.output(), Style.DIGEST.in(Tint.MUTED)).below(1));
    }
    return blocks;
  }

  private static Style statusStyle(StepStatus status) {
    return Style.CELL_STRONG.in(
        switch (status) {
          case SUCCEEDED -> Tint.PASSED;
          case FAILED -> Tint.FAILED;
          case UNCERTAIN -> Tint.INDETERMINATE;
          case PENDING, STARTED -> Tint.MUTED;
        });
  }

  private static String words(Enum<?> code) {
    return code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
