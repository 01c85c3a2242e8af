package org.migrationauditor.messages.migration;

import org.axonframework.serialization.Revision;
import org.migrationauditor.messages.inventory.InventorySummary;

/** One view of an archive was read to the end; what could not be read is in the counts. */
@Revision("1")
public record InventoryTaken(MigrationId migrationId, StepId stepId, InventorySummary inventory)
    implements MigrationEvent {}
