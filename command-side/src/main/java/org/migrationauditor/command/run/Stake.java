package org.migrationauditor.command.run;

import java.util.ArrayList;
import java.util.List;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.migration.Outcome;

/** Says beside what is not as it must be what would have been lost. */
final class Stake {
  private static final String STAKE = "; at stake: ";

  private Stake() {}

  /**
   * The outcome with the loss where it belongs.
   *
   * @param loss in words; empty when the step tells none
   * @param checks of the step, whose observations are the last ones and tell their own losses,
   *     count
   */
  static Outcome told(String loss, int checks, Outcome outcome) {
    if (loss.isEmpty()) {
      return outcome;
    }
    String stake = STAKE + loss;
    List<Observation> seen = new ArrayList<>(outcome.observations());
    for (int i = 0; i < seen.size() - checks; i++) {
      Observation own = seen.get(i);
      if (own.verdict() != Verdict.PASSED) {
        seen.set(i, new Observation(own.what(), own.verdict(), own.seen() + stake));
      }
    }
    boolean untold = outcome.result() == Outcome.Result.FAILED && !outcome.reason().contains(STAKE);
    return new Outcome(
        outcome.result(),
        outcome.durationMillis(),
        outcome.exitCode(),
        outcome.output(),
        seen,
        untold ? outcome.reason() + stake : outcome.reason());
  }
}
