package org.migrationauditor.command.action;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.migrationauditor.command.action.tree.Mark;
import org.migrationauditor.messages.migration.StepId;

/**
 * What is kept of a run of a DAG that a step orders: for its own next attempt, and for the step
 * that waits for it.
 *
 * @param attempt that wrote it
 * @param runId empty unless the stage is BEGUN
 * @param children DAG of which the run begins runs; empty when it begins none
 * @param succeeded runs of {@code children} that had succeeded before, count
 * @param failed ids of runs of {@code children} that had failed before
 * @param known ids of runs of the DAG itself that were there before
 */
record RunMark(
    Stage stage,
    int attempt,
    String dag,
    String runId,
    String children,
    long succeeded,
    List<String> failed,
    List<String> known) {
  private static final int FIXED = 7;

  /** How far it went. */
  enum Stage {
    /** The order was about to be given. */
    ASKED,
    BEGUN,
    /** There is nothing that a run would have to do. */
    NOTHING
  }

  RunMark {
    failed = List.copyOf(failed);
    known = List.copyOf(known);
  }

  static RunMark nothing(int attempt, String dag) {
    return new RunMark(Stage.NOTHING, attempt, dag, "", "", 0, List.of(), List.of());
  }

  RunMark begun(int by, String id) {
    return new RunMark(Stage.BEGUN, by, dag, id, children, succeeded, failed, List.of());
  }

  /** Where the mark of a step is kept. */
  static Path file(Path workspace, StepId step) {
    return workspace.resolve(step.value()).resolve("dag-run");
  }

  /** The mark that was kept; empty when none was, or none that can be made sense of. */
  static Optional<RunMark> read(Path file) throws IOException {
    return Mark.read(file).flatMap(mark -> of(mark.values()));
  }

  void write(Path file) throws IOException {
    List<String> values = new ArrayList<>();
    values.add(stage.name());
    values.add(String.valueOf(attempt));
    values.add(dag);
    values.add(runId);
    values.add(children);
    values.add(String.valueOf(succeeded));
    values.add(String.valueOf(failed.size()));
    values.addAll(failed);
    values.addAll(known);
    new Mark(values).write(file);
  }

  private static Optional<RunMark> of(List<String> values) {
    try {
      int firstKnown = FIXED + Integer.parseInt(values.get(6));
      return Optional.of(
          new RunMark(
              Stage.valueOf(values.get(0)),
              Integer.parseInt(values.get(1)),
              values.get(2),
              values.get(3),
              values.get(4),
              Long.parseLong(values.get(5)),
              values.subList(FIXED, firstKnown),
              values.subList(firstKnown, values.size())));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }
}
