package org.migrationauditor.app.reporting;

import java.util.List;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.query.StepState;

/**
 * Steps as one owner may be told of them. Their results are all there; what was read out of the
 * archive is not, as it counts, and may name, what belongs to others.
 */
final class OwnersSteps {
  /** In place of what is withheld. */
  static final String ELSEWHERE = "see the report on the whole migration";

  private OwnersSteps() {}

  static List<StepState> of(List<StepState> steps) {
    return steps.stream().map(OwnersSteps::of).toList();
  }

  private static StepState of(StepState step) {
    boolean reads =
        step.step().action() == ActionKind.TAKE_INVENTORY
            || step.step().action() == ActionKind.COMPARE_INVENTORIES;
    return new StepState(
        step.step(),
        step.status(),
        step.attempts(),
        step.interruptions(),
        step.summary(),
        step.who(),
        step.startedAt(),
        step.endedAt(),
        step.durationMillis(),
        step.exitCode(),
        step.output(),
        step.observations().stream().map(seen -> of(seen, reads)).toList(),
        step.reason().isEmpty() ? "" : ELSEWHERE,
        step.people(),
        step.attestedBy(),
        step.approvedBy());
  }

  private static Observation of(Observation seen, boolean reads) {
    return reads || seen.verdict() != Verdict.PASSED
        ? new Observation(seen.what(), seen.verdict(), ELSEWHERE)
        : seen;
  }
}
