package org.migrationauditor.messages.migration;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Asks to take back what the migration did so far.
 *
 * @param steps that take it back, in order, as the runbook has them for the steps that were begun
 * @param reason in the person's words; no patient attribute
 */
public record BeginRollback(
    @TargetAggregateIdentifier MigrationId migrationId,
    List<PlannedStep> steps,
    String person,
    String reason) {
  public BeginRollback {
    steps = List.copyOf(steps);
  }
}
