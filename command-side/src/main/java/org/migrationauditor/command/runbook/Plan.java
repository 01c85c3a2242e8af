package org.migrationauditor.command.runbook;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.migration.RunbookId;
import org.migrationauditor.messages.migration.StepId;

/**
 * A runbook applied to one host.
 *
 * @param digest SHA-256 of the runbook file's bytes
 * @param parameters given and defaulted, by name
 * @param steps those that apply to the host, in order
 */
public record Plan(
    RunbookId runbook, ContentDigest digest, Map<String, String> parameters, List<Step> steps) {
  public Plan {
    parameters = Map.copyOf(parameters);
    steps = List.copyOf(steps);
  }

  /**
   * Steps that take others back, the last of these first.
   *
   * @param begun whether a step of this plan is to be taken back
   */
  public List<Step> undoing(Predicate<Step> begun) {
    return steps.reversed().stream().filter(begun).flatMap(s -> s.undo().steps().stream()).toList();
  }

  /** The same plan, followed backwards: steps of that name, each of which takes another back. */
  public List<Step> backwards(List<StepId> names) {
    return undoing(step -> true).stream()
        .filter(step -> names.contains(step.planned().stepId()))
        .toList();
  }
}
