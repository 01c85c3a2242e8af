package org.migrationauditor.messages.query;

import java.time.Instant;
import java.util.List;
import org.migrationauditor.messages.migration.StepId;

/**
 * That a migration was turned round.
 *
 * @param from step of the plan that would have come next
 * @param steps that take back what was begun, in order
 * @param at time of the decision
 */
public record Rollback(StepId from, List<StepId> steps, String person, String reason, Instant at) {
  public Rollback {
    steps = List.copyOf(steps);
  }
}
