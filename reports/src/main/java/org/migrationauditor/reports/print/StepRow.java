package org.migrationauditor.reports.print;

import java.util.ArrayList;
import java.util.List;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.query.StepState;
import org.migrationauditor.messages.query.StepStatus;

/** A step as a row: what it is, what was seen, how it went, who did it and when. */
final class StepRow {
  private final Wording w;

  StepRow(Wording wording) {
    this.w = wording;
  }

  List<Column> columns() {
    return List.of(
        Column.left(w.say("run.guide"), 0.1),
        Column.left(w.say("run.step"), 0.46),
        Column.left(w.say("run.status"), 0.18),
        Column.left(w.say("run.who"), 0.26));
  }

  List<Cell> of(StepState state) {
    String guide = state.step().guideStep();
    return List.of(
        Cell.of(guide == null ? w.say("nothing") : guide),
        new Cell(step(state)),
        status(state.status(), w),
        new Cell(attempt(state)));
  }

  static Cell status(StepStatus status, Wording w) {
    Tint tint =
        switch (status) {
          case SUCCEEDED -> Tint.PASSED;
          case FAILED -> Tint.FAILED;
          case UNCERTAIN -> Tint.INDETERMINATE;
          case PENDING, STARTED -> Tint.MUTED;
        };
    return Cell.of(Block.of(w.word("status", status), Style.CELL_STRONG.in(tint)));
  }

  private List<Block> step(StepState state) {
    PlannedStep step = state.step();
    List<Block> blocks = new ArrayList<>();
    blocks.add(Block.recorded(step.title(), Style.CELL_STRONG));
    String action = w.word("action", step.action());
    String actor = w.word("actor", step.actor());
    blocks.add(muted(w.say("run.what", step.stepId(), action, actor)));
    if (step.guideStep() == null) {
      blocks.add(muted(w.say("run.notInGuide")));
    }
    if (step.deviation() != null) {
      blocks.add(muted(w.say("run.departs", Chapter.DEVIATIONS.number())));
    }
    if (!state.summary().isBlank()) {
      blocks.add(Block.recorded(state.summary(), Style.CELL).below(1));
    }
    if (!state.reason().isBlank()) {
      blocks.add(Block.of(w.say("run.reason", state.reason()), Style.CELL).below(1));
    }
    state.observations().forEach(seen -> blocks.add(observation(seen)));
    return blocks;
  }

  private Block observation(Observation seen) {
    Tint tint = seen.verdict() == Verdict.PASSED ? Tint.INK : Tint.of(seen.verdict());
    String verdict = w.verdict(seen.verdict());
    return Block.of(
            w.say("run.observation", verdict, seen.what(), seen.seen()), Style.CELL_MUTED.in(tint))
        .below(1.5f);
  }

  private List<Block> attempt(StepState state) {
    if (state.attempts() == 0) {
      return List.of(muted(w.say("run.notBegun")));
    }
    List<Block> blocks = new ArrayList<>();
    String who = state.who().isBlank() ? w.say("run.unknown") : state.who();
    blocks.add(Block.of(who, Style.CELL));
    blocks.add(muted(w.say("run.from", w.second(state.startedAt()))));
    if (state.endedAt() == null) {
      blocks.add(muted(w.say("run.endNotSeen")));
    } else {
      blocks.add(muted(w.say("run.to", w.second(state.endedAt()))));
      blocks.add(muted(w.say("run.took", w.duration(state.durationMillis()))));
    }
    String attempts = w.counted(state.attempts(), "attempts");
    String interruptions = w.counted(state.interruptions(), "interruptions");
    blocks.add(muted(w.say("run.attempts", attempts, interruptions)));
    if (state.exitCode() != null) {
      blocks.add(muted(w.say("run.exit", state.exitCode())));
    }
    if (state.output() != null) {
      String output = w.say("run.output", state.output());
      blocks.add(Block.of(output, Style.DIGEST.in(Tint.MUTED)).below(1));
    }
    return blocks;
  }

  private static Block muted(String text) {
    return Block.of(text, Style.CELL_MUTED);
  }
}
