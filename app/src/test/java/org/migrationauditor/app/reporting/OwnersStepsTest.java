package org.migrationauditor.app.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.Actor;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.query.StepState;
import org.migrationauditor.messages.query.StepStatus;

final class OwnersStepsTest {
  private static final String FOREIGN = "bucket of others/their key";

  @ParameterizedTest
  @CsvSource({
    "TAKE_INVENTORY, PASSED, false",
    "TAKE_INVENTORY, FAILED, false",
    "COMPARE_INVENTORIES, PASSED, false",
    "COPY_TREE, FAILED, false",
    "CHECK_HOST, INDETERMINATE, false",
    "CHECK_HOST, PASSED, true",
  })
  void tellNothingThatWasReadOutOfOthersData(ActionKind action, Verdict verdict, boolean told) {
    StepState step = OwnersSteps.of(List.of(step(action, verdict))).getFirst();

    assertThat(step.observations())
        .containsExactly(
            new Observation("what was looked at", verdict, told ? FOREIGN : OwnersSteps.ELSEWHERE));
    assertThat(step.reason()).isEqualTo(OwnersSteps.ELSEWHERE);
    assertThat(step.status()).isEqualTo(StepStatus.FAILED);
  }

  private static StepState step(ActionKind action, Verdict verdict) {
    return new StepState(
        new PlannedStep(
            new StepId("s"),
            "title",
            null,
            action,
            Actor.OPERATOR,
            true,
            List.of(),
            List.of(),
            false,
            null),
        StepStatus.FAILED,
        1,
        0,
        "",
        "olga",
        null,
        null,
        0,
        null,
        null,
        List.of(new Observation("what was looked at", verdict, FOREIGN)),
        "step 's': '" + FOREIGN + "' could not be read",
        List.of(),
        null,
        List.of());
  }
}
