package org.migrationauditor.messages.migration;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;

/**
 * Asks for a migration of one host by one runbook.
 *
 * @param runbookDigest SHA-256 of the runbook file, which is kept by that name
 * @param parameters of the runbook, resolved, in the order of their names; none of them is a secret
 * @param losses that whoever plans acknowledges
 * @param preview SHA-256 of all that the plan would do; null when it was not worked out
 * @param roles who may act in which
 * @param unattended whether the program plays the people, as it may on a rehearsal host only
 * @param chain of which the migration is a link; null when it stands alone
 */
public record PlanMigration(
    @TargetAggregateIdentifier MigrationId migrationId,
    RunbookId runbook,
    ContentDigest runbookDigest,
    List<PlannedStep> steps,
    Map<String, String> parameters,
    List<AcknowledgedLoss> losses,
    @Nullable ContentDigest preview,
    Roles roles,
    boolean unattended,
    @Nullable ChainPlace chain) {
  public PlanMigration {
    steps = List.copyOf(steps);
    losses = List.copyOf(losses);
    parameters = Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(parameters)));
  }
}
