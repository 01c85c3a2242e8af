package org.migrationauditor.messages.migration;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.migrationauditor.messages.ContentDigest;

/**
 * Asks to go on by another runbook in mid-run, with the parameters of the plan.
 *
 * @param runbookDigest SHA-256 of the other runbook's file, which is kept by that name
 * @param steps the whole plan by that runbook, with those that were begun as they are
 * @param person who may approve, and does
 * @param reason in the person's words; no patient attribute
 */
public record ChangeRunbook(
    @TargetAggregateIdentifier MigrationId migrationId,
    RunbookId runbook,
    ContentDigest runbookDigest,
    List<PlannedStep> steps,
    String person,
    String reason) {
  public ChangeRunbook {
    steps = List.copyOf(steps);
  }
}
