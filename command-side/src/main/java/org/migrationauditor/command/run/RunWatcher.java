package org.migrationauditor.command.run;

import org.migrationauditor.command.runbook.Step;
import org.migrationauditor.messages.migration.Outcome;

/** Told of each step of a run, on the thread that runs it. */
public interface RunWatcher {
  /**
   * A step is about to start, or to go on.
   *
   * @param number of the step in the plan, 1 for the first
   * @param of steps in the plan, count
   * @param resumed whether an earlier attempt began and nobody saw it end
   */
  void starting(Step step, int number, int of, int attempt, boolean resumed);

  /** An attempt ended and its outcome is stored. */
  void ended(Step step, Outcome outcome);
}
