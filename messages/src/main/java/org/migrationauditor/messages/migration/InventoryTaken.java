package org.migrationauditor.messages.migration;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.inventory.InventorySummary;

/**
 * One view of an archive was read to the end; what could not be read is in the counts.
 *
 * @param shares Merkle root over what each owner has in the manifest; null where nobody worked it
 *     out, as no version did at first
 */
@Revision("1")
public record InventoryTaken(
    MigrationId migrationId,
    StepId stepId,
    InventorySummary inventory,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ContentDigest shares)
    implements MigrationEvent {

  /** Without what each owner has. */
  public InventoryTaken(MigrationId migrationId, StepId stepId, InventorySummary inventory) {
    this(migrationId, stepId, inventory, null);
  }
}
