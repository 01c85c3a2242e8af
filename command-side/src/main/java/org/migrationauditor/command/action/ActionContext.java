package org.migrationauditor.command.action;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.StepId;

/**
 * What an attempt at a step may know of its migration.
 *
 * @param workspace folder of this migration, for outputs and for marks that survive a crash; what
 *     belongs to one step stands below {@code <workspace>/<stepId>}
 * @param resumed whether an earlier attempt began and nobody saw it end
 * @param bootIdAtStart the kernel's boot id when this attempt began, as its event recorded it
 * @param attested what a person said of this step; null when nobody did
 * @param inventories taken so far, the last of each name
 * @param comparisons made so far, by their step
 * @param toolsPath folder searched for programs before the PATH; null when there is none
 * @param undoing whether the step takes another back, of which nobody knows how far it came
 */
public record ActionContext(
    MigrationId migrationId,
    StepId stepId,
    int attempt,
    Path workspace,
    boolean resumed,
    String bootIdAtStart,
    @Nullable String attested,
    Map<InventoryName, Taken> inventories,
    Map<StepId, ComparisonSummary> comparisons,
    @Nullable Path toolsPath,
    boolean undoing,
    Console console) {
  /**
   * An inventory that was taken.
   *
   * @param since when the step that took it began
   */
  public record Taken(InventorySummary inventory, Instant since) {}

  public ActionContext {
    inventories = Map.copyOf(inventories);
    comparisons = Map.copyOf(comparisons);
  }

  /**
   * An inventory that the step builds on, the last of its name.
   *
   * @throws IOException if none was taken; the message is one sentence
   */
  InventorySummary taken(InventoryName name) throws IOException {
    Taken taken = inventories.get(name);
    if (taken == null) {
      throw new IOException(
          "inventory '%s': was not taken; nothing was done, take it first".formatted(name));
    }
    return taken.inventory();
  }
}
