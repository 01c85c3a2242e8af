package org.migrationauditor.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.StepState;
import org.migrationauditor.messages.query.StepStatus;

/** What the gates of a migration wait for, who opens them, and with which command. */
record GateView(MigrationState state) {

  /** One line for each thing that a step still waits for; empty when no gate is shut. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (StepState step : state.course()) {
      if (step.status() != StepStatus.SUCCEEDED) {
        for (String wait : waits(step)) {
          lines.add("gate of '%s': %s".formatted(step.step().stepId(), wait));
        }
      }
    }
    return List.copyOf(lines);
  }

  private List<String> waits(StepState gated) {
    PlannedStep step = gated.step();
    List<String> waits = new ArrayList<>();
    List<String> missing =
        Stream.concat(step.provenBy().stream(), step.reportedBy().stream())
            .filter(id -> !succeeded(id))
            .map(id -> "'" + id + "'")
            .toList();
    if (!missing.isEmpty()) {
      waits.add("%s first: %s".formatted(String.join(", ", missing), run()));
    }
    step.provenBy().stream()
        .filter(id -> succeeded(id) && !state.proven(id))
        .forEach(id -> waits.add(comparison(id)));
    if (!step.reportedBy().isEmpty()) {
      state.missingReports().forEach(report -> waits.add(withdrawn(report)));
    }
    if (step.approved() && !Named.approved(state, gated)) {
      waits.add(
          "%s must approve: ./auditor approve %s %s --as NAME --reason TEXT"
              .formatted(Named.approvers(state), state.migrationId(), step.stepId()));
    }
    return waits;
  }

  private String withdrawn(IssuedReport report) {
    return "report '%s' was withdrawn; issue another: ./auditor report reissue %s --as NAME --reason TEXT"
        .formatted(report.reportId(), state.migrationId());
  }

  private String comparison(StepId id) {
    ComparisonSummary made = state.comparisons().get(id);
    long open = state.openFindings(id);
    return made != null && open > 0
        ? String.format(
            Locale.ROOT,
            "comparison '%s' is %s, %,d findings not accepted; mend them, or let the owner (%s)"
                + " accept each: ./auditor waive %s %s CODE KEY --as NAME --reason TEXT",
            id,
            made.verdict(),
            open,
            Named.owners(state),
            state.migrationId(),
            id)
        : "comparison '%s' proves nothing; mend the cause and compare anew: %s --again STEP --reason TEXT"
            .formatted(id, run());
  }

  private boolean succeeded(StepId id) {
    return state.course().stream()
        .anyMatch(step -> step.step().stepId().equals(id) && step.status() == StepStatus.SUCCEEDED);
  }

  private String run() {
    return "./auditor run " + state.migrationId();
  }
}
