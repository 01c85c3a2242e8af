package org.migrationauditor.command.runbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.migrationauditor.messages.migration.Actor;
import org.migrationauditor.messages.migration.StepId;

/** What a site may not change: what is read, compared and deleted, and what guards a step. */
final class SiteRules {
  private final String label;
  private final List<String> mistakes = new ArrayList<>();

  private SiteRules(String label) {
    this.label = Shown.plain(label);
  }

  /**
   * Holds a site's runbook against the one it was made of.
   *
   * @throws RunbookException with one line for each step that lost what guards it
   */
  static void check(String label, Runbook original, Runbook changed) {
    Map<StepId, RunbookStep> now = new HashMap<>();
    changed.steps().forEach(step -> now.put(step.id(), step));
    SiteRules rules = new SiteRules(label);
    original.steps().forEach(step -> rules.check(step, Objects.requireNonNull(now.get(step.id()))));
    if (!rules.mistakes.isEmpty()) {
      throw new RunbookException(rules.mistakes);
    }
  }

  private void check(RunbookStep step, RunbookStep now) {
    boolean fixed = step.action().reading() || step.action().destructive();
    if (fixed && !sameDeed(step, now)) {
      refuse(
          step, "reads, compares or deletes, which a site cannot have otherwise; keep its action");
    }
    if (!now.planned().keepsGatesOf(step.planned())) {
      refuse(step, "lost a gate; keep its provenBy, reportedBy and approved, and add to them");
    }
    boolean others = step.actor() != Actor.OPERATOR;
    if (others && (now.actor() != step.actor() || now.action() != step.action())) {
      refuse(
          step,
          "is no more what its actor %s does; keep the actor and the kind of action"
              .formatted(step.actor()));
    }
  }

  private static boolean sameDeed(RunbookStep step, RunbookStep now) {
    return step.action() == now.action()
        && step.summary().equals(now.summary())
        && Objects.equals(step.when(), now.when());
  }

  private void refuse(RunbookStep step, String what) {
    mistakes.add("%s: step '%s': %s".formatted(label, step.id(), what));
  }
}
