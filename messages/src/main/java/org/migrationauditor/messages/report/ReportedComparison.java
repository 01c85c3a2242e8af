package org.migrationauditor.messages.report;

import java.util.List;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.Finding;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.View;

/**
 * One comparison, cut down to what the report is about.
 *
 * @param title for the reader, such as {@code after the copy}
 * @param beforeCounts of this scope only
 * @param afterCounts of this scope only
 * @param findings of this scope, in key order; at most the number a document can hold
 * @param findingsTotal of this scope, count; more than {@code findings} holds when it was cut
 * @param groups of all these findings, unannounced ones and then the largest first, at most as many
 *     as a person reads; what {@code findingsTotal} has beyond their sum is in smaller groups; none
 *     in a stored report that tells none
 */
public record ReportedComparison(
    String title,
    View view,
    InventoryName before,
    InventoryName after,
    ContentDigest beforeManifest,
    ContentDigest afterManifest,
    ContentDigest findingsManifest,
    InventoryCounts beforeCounts,
    InventoryCounts afterCounts,
    Verdict verdict,
    List<Finding> findings,
    long findingsTotal,
    List<FindingGroup> groups) {
  public ReportedComparison {
    findings = List.copyOf(findings);
    groups = groups == null ? List.of() : List.copyOf(groups);
  }
}
