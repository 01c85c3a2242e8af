package org.migrationauditor.command.action;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.Outcome;

/** What performing an action led to. */
public sealed interface ActionResult {

  /** It ended. */
  record Ended(Outcome outcome) implements ActionResult {}

  /**
   * An inventory was taken.
   *
   * @param shares root over what each owner has in it; null when nobody can tell
   */
  record Inventoried(InventorySummary inventory, @Nullable ContentDigest shares, Outcome outcome)
      implements ActionResult {}

  /**
   * Two inventories were compared; a FAILED verdict is still a comparison that succeeded.
   *
   * @param shares root over each owner's findings; null when nobody can tell
   */
  record Compared(ComparisonSummary comparison, @Nullable ContentDigest shares, Outcome outcome)
      implements ActionResult {}

  /** Reports were issued. */
  record Reported(List<IssuedReport> reports, Outcome outcome) implements ActionResult {
    public Reported {
      reports = List.copyOf(reports);
    }
  }

  /** Nothing ended: a person must act first, as the sentence says. */
  record Waiting(String sentence) implements ActionResult {}
}
