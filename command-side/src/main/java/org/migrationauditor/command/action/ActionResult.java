package org.migrationauditor.command.action;

import java.util.List;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.Outcome;

/** What performing an action led to. */
public sealed interface ActionResult {

  /** It ended. */
  record Ended(Outcome outcome) implements ActionResult {}

  /** An inventory was taken. */
  record Inventoried(InventorySummary inventory, Outcome outcome) implements ActionResult {}

  /** Two inventories were compared; a FAILED verdict is still a comparison that succeeded. */
  record Compared(ComparisonSummary comparison, Outcome outcome) implements ActionResult {}

  /** Reports were issued. */
  record Reported(List<IssuedReport> reports, Outcome outcome) implements ActionResult {
    public Reported {
      reports = List.copyOf(reports);
    }
  }

  /** Nothing ended: a person must act first, as the sentence says. */
  record Waiting(String sentence) implements ActionResult {}
}
