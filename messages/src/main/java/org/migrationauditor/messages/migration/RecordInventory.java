package org.migrationauditor.messages.migration;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.migrationauditor.messages.inventory.InventorySummary;

/** Tells what an inventory step found, together with how it ended. */
public record RecordInventory(
    @TargetAggregateIdentifier MigrationId migrationId,
    StepId stepId,
    int attempt,
    InventorySummary inventory,
    Outcome outcome) {}
