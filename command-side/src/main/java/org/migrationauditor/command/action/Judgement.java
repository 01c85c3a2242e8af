package org.migrationauditor.command.action;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.migration.Outcome;
import org.migrationauditor.messages.migration.StepId;

/** Turns what an action did and what was seen afterwards into an outcome. */
final class Judgement {
  private static final int NAMED = 3;

  private Judgement() {}

  /** Success needs the work done, something observed, and every observation passed. */
  static Outcome of(StepId step, Deed deed, List<Observation> looked, long durationMillis) {
    List<Observation> all = new ArrayList<>(deed.seen());
    all.addAll(looked);
    Outcome.Result result = deed.result();
    String reason = deed.reason();
    if (result == Outcome.Result.SUCCEEDED) {
      reason = reason(step, all);
      result = reason.isEmpty() ? result : Outcome.Result.FAILED;
    } else if (!looked.isEmpty() && looked.stream().allMatch(Judgement::good)) {
      reason += "; all that the step is for is seen all the same, so it is not done a second time";
    }
    return new Outcome(result, durationMillis, deed.exitCode(), deed.output(), all, reason);
  }

  private static boolean good(Observation seen) {
    return seen.verdict() == Verdict.PASSED;
  }

  private static String reason(StepId step, List<Observation> all) {
    if (all.isEmpty()) {
      return ("step '%s': nothing was looked at afterwards, and an exit code proves nothing; give the"
              + " step a check in the runbook")
          .formatted(step);
    }
    List<Observation> bad = all.stream().filter(o -> !good(o)).toList();
    if (bad.isEmpty()) {
      return "";
    }
    StringBuilder reason = new StringBuilder("step '").append(step).append("': ");
    for (Observation one : bad.subList(0, Math.min(NAMED, bad.size()))) {
      reason
          .append(one.verdict() == Verdict.FAILED ? "not so: " : "could not be looked at: ")
          .append(one.what())
          .append(" (")
          .append(one.seen())
          .append("); ");
    }
    if (bad.size() > NAMED) {
      reason.append(String.format(Locale.ROOT, "and %d more; ", bad.size() - NAMED));
    }
    return reason.append("see to it and run again").toString();
  }
}
