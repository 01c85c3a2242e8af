package org.migrationauditor.messages.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.InventoryName;

/** A fact does not change because a caller goes on using its lists and maps. */
class CopiedCollectionsTest {
  private static final MigrationId ID = new MigrationId("site-a");
  private static final StepId STEP = new StepId("copy");
  private static final ContentDigest DIGEST = new ContentDigest("a".repeat(64));
  private static final Observation SEEN = new Observation("what", Verdict.PASSED, "seen");

  @Test
  void observationsOfAnOutcomeAreCopied() {
    List<Observation> seen = new ArrayList<>(List.of(SEEN));
    StepSucceeded succeeded = new StepSucceeded(ID, STEP, 1, 0, null, null, seen);
    StepFailed failed = new StepFailed(ID, STEP, 1, 0, null, null, seen, "reason");
    Outcome outcome = new Outcome(Outcome.Result.SUCCEEDED, 0, null, null, seen, "");

    seen.clear();

    assertThat(succeeded.observations()).containsExactly(SEEN);
    assertThat(failed.observations()).containsExactly(SEEN);
    assertThat(outcome.observations()).containsExactly(SEEN);
    assertThatThrownBy(succeeded.observations()::clear)
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void stepsAndParametersOfAPlanAreCopied() {
    List<PlannedStep> steps = new ArrayList<>();
    Map<String, String> parameters = new HashMap<>(Map.of("fastDataDir", "/fast"));
    MigrationPlanned planned = planned(steps, parameters);
    PlanMigration command =
        new PlanMigration(
            ID,
            new RunbookId("r"),
            DIGEST,
            steps,
            parameters,
            List.of(),
            null,
            Roles.NONE,
            false,
            null);

    parameters.put("fastDataDir", "/");

    assertThat(planned.parameters()).containsExactly(Map.entry("fastDataDir", "/fast"));
    assertThat(command.parameters()).isEqualTo(planned.parameters());
    assertThatThrownBy(planned.parameters()::clear)
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void parametersAreInTheOrderOfTheirNamesWhateverTheCallersOrder() {
    Map<String, String> parameters = new HashMap<>();
    for (int i = 90; i >= 10; i--) {
      parameters.put("p" + i, "");
    }

    List<String> names = List.copyOf(planned(List.of(), parameters).parameters().keySet());
    assertThat(names).isSorted().hasSize(81);
  }

  @Test
  void countsPerCodeAreCopiedAndInTheOrderOfTheCodes() {
    Map<FindingCode, Long> findings = new HashMap<>();
    Map<FindingCode, Long> expected = new HashMap<>();
    List<FindingCode> backwards = Arrays.asList(FindingCode.values());
    Collections.reverse(backwards);
    for (FindingCode code : backwards) {
      findings.put(code, 1L);
      expected.put(code, 2L);
    }
    ComparisonSummary comparison = comparison(findings, expected);

    findings.clear();
    expected.clear();

    assertThat(comparison.findings().keySet()).containsExactly(FindingCode.values());
    assertThat(comparison.expected().keySet()).containsExactly(FindingCode.values());
    assertThatThrownBy(comparison.findings()::clear)
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without the checker, or a stored null, would do
  void nullsInAMapAreRefused() {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("fastDataDir", null);

    assertThatThrownBy(() -> planned(List.of(), parameters))
        .isInstanceOf(NullPointerException.class);
  }

  private static MigrationPlanned planned(List<PlannedStep> steps, Map<String, String> values) {
    return new MigrationPlanned(ID, new RunbookId("r"), DIGEST, steps, values, false);
  }

  private static ComparisonSummary comparison(
      Map<FindingCode, Long> findings, Map<FindingCode, Long> expected) {
    return new ComparisonSummary(
        new InventoryName("before"),
        new InventoryName("after"),
        Verdict.FAILED,
        1,
        findings,
        expected,
        DIGEST);
  }
}
