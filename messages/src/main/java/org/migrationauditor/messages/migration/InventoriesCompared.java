package org.migrationauditor.messages.migration;

import org.axonframework.serialization.Revision;
import org.migrationauditor.messages.inventory.ComparisonSummary;

/** Two inventories were compared in both directions. */
@Revision("1")
public record InventoriesCompared(
    MigrationId migrationId, StepId stepId, ComparisonSummary comparison)
    implements MigrationEvent {}
