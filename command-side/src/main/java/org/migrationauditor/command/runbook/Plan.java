package org.migrationauditor.command.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.migration.RunbookId;
import org.migrationauditor.messages.migration.StepId;

/**
 * A runbook applied to one host.
 *
 * @param digest SHA-256 of the runbook file's bytes
 * @param parameters given and defaulted, by name
 * @param losses what the upgrade does not bring along
 * @param steps those that apply to the host, in order
 */
public record Plan(
    RunbookId runbook,
    ContentDigest digest,
    Map<String, String> parameters,
    List<Loss> losses,
    List<Step> steps) {
  public Plan {
    parameters = Map.copyOf(parameters);
    losses = List.copyOf(losses);
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

  /**
   * Refuses the plan unless every loss is acknowledged by its id.
   *
   * @throws RunbookException with one line for each loss that is not and each id that is none, and
   *     a last one that says how it is done
   */
  public void requireAcknowledged(Set<String> ids) {
    List<Loss> open = losses.stream().filter(loss -> !ids.contains(loss.id())).toList();
    List<String> lines = new ArrayList<>();
    for (Loss loss : open) {
      lines.add(
          "loss '%s': %s will be lost, since %s".formatted(loss.id(), loss.lost(), loss.because()));
    }
    Set<String> unknown = new TreeSet<>(ids);
    unknown.removeAll(Loss.ids(losses));
    for (String id : unknown) {
      lines.add(
          "loss %s: the runbook names no such loss; leave it out".formatted(Shown.quoted(id)));
    }
    if (!open.isEmpty()) {
      lines.add(
          "nothing was planned; if all that may be lost, say so with --accept-loss "
              + String.join(",", Loss.ids(open)));
    }
    if (!lines.isEmpty()) {
      throw new RunbookException(lines);
    }
  }
}
