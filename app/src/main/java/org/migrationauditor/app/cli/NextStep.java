package org.migrationauditor.app.cli;

import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.StepState;
import org.migrationauditor.messages.query.StepStatus;

/** What a migration waits for, who must act, and how. */
final class NextStep {
  private final MigrationState migration;
  private final StepState state;
  private final PlannedStep step;

  private NextStep(MigrationState migration, StepState state) {
    this.migration = migration;
    this.state = state;
    this.step = state.step();
  }

  /** One sentence, ending in the command to type where there is one. */
  static String of(MigrationState migration) {
    return migration.course().stream()
        .filter(state -> state.status() != StepStatus.SUCCEEDED)
        .findFirst()
        .map(state -> new NextStep(migration, state).sentence())
        .orElse("every step is done; ./auditor report " + migration.migrationId());
  }

  private String sentence() {
    return switch (state.status()) {
      case PENDING -> pending();
      case STARTED -> started();
      case FAILED -> "step '%s' failed: mend the cause, then %s".formatted(step.stepId(), repeat());
      case UNCERTAIN ->
          "nobody saw how step '%s' ended: look at the host, then %s"
              .formatted(step.stepId(), repeat());
      case SUCCEEDED -> throw new IllegalStateException("a step that is done comes not next");
    };
  }

  private String pending() {
    for (StepId proof : step.provenBy()) {
      if (!migration.proven(proof)) {
        return "step '%s' stays refused until comparison '%s' has passed or each of its findings is accepted"
            .formatted(step.stepId(), proof);
      }
    }
    return step.approved() && !Named.approved(migration, state)
        ? "%s must approve '%s': ./auditor approve %s %s --as NAME --reason TEXT"
            .formatted(
                Named.approvers(migration), step.stepId(), migration.migrationId(), step.stepId())
        : "step '%s' comes next: %s".formatted(step.stepId(), run());
  }

  private String started() {
    if (step.action() == ActionKind.AWAIT_REBOOT) {
      return "the operator must reboot the host, then " + run();
    }
    if (step.action().awaitsPerson() && state.attestedBy() == null) {
      return "%s must do '%s' and say so: ./auditor attest %s %s --note TEXT"
          .formatted(
              Named.actor(migration, step.actor()),
              step.stepId(),
              migration.migrationId(),
              step.stepId());
    }
    return step.action().awaitsPerson()
        ? "step '%s' was attested: %s".formatted(step.stepId(), run())
        : "step '%s' is under way or was interrupted; if nothing runs, %s"
            .formatted(step.stepId(), run());
  }

  private String run() {
    return "./auditor run " + migration.migrationId();
  }

  private String repeat() {
    return step.idempotent()
        ? run()
        : "%s --again %s --reason TEXT".formatted(run(), step.stepId());
  }
}
