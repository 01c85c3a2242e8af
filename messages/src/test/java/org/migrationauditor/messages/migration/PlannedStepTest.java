package org.migrationauditor.messages.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlannedStepTest {
  private static final List<StepId> COMPARISON = List.of(new StepId("compare"));
  private static final List<StepId> REPORT = List.of(new StepId("report"));

  @ParameterizedTest
  @CsvSource({"false, true, true", "true, false, true", "true, true, false", "false, false, false"})
  void refusesADestructiveStepWithoutAllItsGates(boolean proven, boolean reported, boolean ok) {
    assertThatThrownBy(
            () ->
                step(
                    ActionKind.REMOVE_TREE,
                    proven ? COMPARISON : List.of(),
                    reported ? REPORT : List.of(),
                    ok))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "step 'delete' destroys data, so it needs provenBy, reportedBy and approved: true");
  }

  @Test
  void takesADestructiveStepBehindAllItsGates() {
    assertThat(step(ActionKind.REMOVE_TREE, COMPARISON, REPORT, true).approved()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REMOVE_TREE")
  void takesAnyOtherStepWithoutGates(ActionKind action) {
    assertThat(action.destructive()).isFalse();
    assertThat(step(action, List.of(), List.of(), false).provenBy()).isEmpty();
  }

  @Test
  void losesNoGateWhenTheCallersListsAreCleared() {
    List<StepId> proven = new ArrayList<>(COMPARISON);
    List<StepId> reported = new ArrayList<>(REPORT);
    PlannedStep step = step(ActionKind.REMOVE_TREE, proven, reported, true);

    proven.clear();
    reported.clear();

    assertThat(step.provenBy()).isEqualTo(COMPARISON);
    assertThat(step.reportedBy()).isEqualTo(REPORT);
    assertThatThrownBy(step.provenBy()::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  private static PlannedStep step(
      ActionKind action, List<StepId> provenBy, List<StepId> reportedBy, boolean approved) {
    return new PlannedStep(
        new StepId("delete"),
        "Delete",
        "12",
        action,
        Actor.OPERATOR,
        true,
        provenBy,
        reportedBy,
        approved,
        null);
  }
}
