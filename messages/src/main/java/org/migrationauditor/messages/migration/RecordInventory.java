package org.migrationauditor.messages.migration;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.inventory.InventorySummary;

/**
 * Tells what an inventory step found, together with how it ended.
 *
 * @param shares as the event tells them
 */
public record RecordInventory(
    @TargetAggregateIdentifier MigrationId migrationId,
    StepId stepId,
    int attempt,
    InventorySummary inventory,
    @Nullable ContentDigest shares,
    Outcome outcome) {}
