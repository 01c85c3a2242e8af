package org.migrationauditor.messages.migration;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.inventory.ComparisonSummary;

/**
 * Two inventories were compared in both directions.
 *
 * @param shares Merkle root over each owner's findings; null where nobody worked it out, as no
 *     version did at first
 */
@Revision("1")
public record InventoriesCompared(
    MigrationId migrationId,
    StepId stepId,
    ComparisonSummary comparison,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ContentDigest shares)
    implements MigrationEvent {

  /** Without what each owner has. */
  public InventoriesCompared(MigrationId migrationId, StepId stepId, ComparisonSummary comparison) {
    this(migrationId, stepId, comparison, null);
  }
}
