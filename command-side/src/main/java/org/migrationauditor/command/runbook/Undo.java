package org.migrationauditor.command.runbook;

import java.util.List;

/**
 * How the effect of a step is taken back.
 *
 * @param why nothing is to be done, or nothing can be; empty otherwise
 * @param steps that take it back, in order; empty unless there are some
 * @param <S> a step, with its parameters filled in or not
 */
public record Undo<S>(Way way, String why, List<S> steps) {
  /** What is to be done. */
  public enum Way {
    /** The runbook does not say, as those of before did not. */
    UNSAID,
    /** Nothing: the step left nothing that stands in the way of the old state. */
    NOTHING,
    /** There is no way back. */
    IMPOSSIBLE,
    /** Steps. */
    STEPS
  }

  public Undo {
    steps = List.copyOf(steps);
  }

  static <S> Undo<S> unsaid() {
    return new Undo<>(Way.UNSAID, "", List.of());
  }
}
