package org.migrationauditor.command.runbook;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.Action;
import org.migrationauditor.command.action.Check;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.Actor;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.StepId;

/**
 * A step as the runbook has it, parameters still to be filled in.
 *
 * @param guideStep number in the guide, such as {@code 11.4}; null for a step the guide lacks
 * @param summary fields of the action, each as {@code name: value}; empty when it has none
 * @param provenBy comparison steps that must have passed before this step may start
 * @param reportedBy report steps that must have succeeded before this step may start
 * @param approved whether someone other than the operators must approve before
 * @param deviation how and why the step departs from the guide; null when it does not
 * @param instructions for the person who must act, or what the step is for; may be empty
 * @param atStake what would be lost if the step were not done as it must be; may be empty
 * @param observe what must hold afterwards, each check as {@code name: value}
 * @param when condition on the parameters under which the step is part of a plan; null when always
 * @param undo how its effect is taken back
 * @param filling what becomes of action and checks once the parameters are known
 */
public record RunbookStep(
    StepId id,
    String title,
    @Nullable String guideStep,
    ActionKind action,
    List<String> summary,
    Actor actor,
    boolean idempotent,
    List<StepId> provenBy,
    List<StepId> reportedBy,
    boolean approved,
    @Nullable String deviation,
    String instructions,
    String atStake,
    List<String> observe,
    @Nullable String when,
    Undo<RunbookStep> undo,
    Filling filling) {
  public RunbookStep {
    summary = List.copyOf(summary);
    provenBy = List.copyOf(provenBy);
    reportedBy = List.copyOf(reportedBy);
    observe = List.copyOf(observe);
  }

  /** The parts of a step that wait for values. */
  record Filling(Fill<Action> action, Fill<List<Check>> observe) {}

  boolean applies(Map<String, String> values) {
    return when == null || Condition.of(when).orElseThrow().holds(values);
  }

  /** As it stands in a plan. */
  PlannedStep planned() {
    return new PlannedStep(
        id, title, guideStep, action, actor, idempotent, provenBy, reportedBy, approved, deviation);
  }

  Step fill(Map<String, String> values) {
    return new Step(
        planned(),
        instructions,
        atStake,
        filling.action().with(values),
        filling.observe().with(values),
        new Undo<>(undo.way(), undo.why(), fill(undo.steps(), values)));
  }

  /** Those that apply to a host, in order. */
  static List<Step> fill(List<RunbookStep> steps, Map<String, String> values) {
    return steps.stream().filter(step -> step.applies(values)).map(s -> s.fill(values)).toList();
  }
}
