package org.migrationauditor.app.reporting;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.verifier.InventoryException;
import org.migrationauditor.verifier.Verifier;
import org.migrationauditor.verifier.compare.Excerpts;
import org.migrationauditor.verifier.compare.Excerpts.Excerpt;

/** What the manifests say to each owner; each is opened once, however many owners there are. */
final class ManifestAnswers {
  static final InventoryCounts NOTHING = new InventoryCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** More findings than a person reads; the rest is attached, and the page says so. */
  private static final int MOST_FINDINGS = 1_000;

  private final Verifier verifier;
  private final Map<ContentDigest, SortedMap<OwnerKey, InventoryCounts>> counts = new HashMap<>();
  private final Map<ContentDigest, SortedMap<OwnerKey, Verdict>> verdicts = new HashMap<>();
  private final Map<ContentDigest, Excerpts> findings = new HashMap<>();

  ManifestAnswers(Verifier verifier) {
    this.verifier = verifier;
  }

  /** Reads what these owners are told of a comparison's findings. */
  void read(ComparisonSummary comparison, Collection<OwnerKey> owners) throws InventoryException {
    findings.put(
        comparison.manifest(), verifier.excerpts(comparison.manifest(), owners, MOST_FINDINGS));
  }

  /** Findings of an owner for whom they were read; of all without one. */
  Excerpt findings(ComparisonSummary comparison, @Nullable OwnerKey owner) {
    return Objects.requireNonNull(findings.get(comparison.manifest())).of(owner);
  }

  /** Of an owner, or of all. */
  InventoryCounts counts(InventorySummary inventory, @Nullable OwnerKey owner)
      throws InventoryException {
    return owner == null ? inventory.counts() : counts(inventory).getOrDefault(owner, NOTHING);
  }

  SortedMap<OwnerKey, InventoryCounts> counts(InventorySummary inventory)
      throws InventoryException {
    SortedMap<OwnerKey, InventoryCounts> known = counts.get(inventory.manifest());
    if (known == null) {
      known = verifier.countsByOwner(inventory.manifest());
      counts.put(inventory.manifest(), known);
    }
    return known;
  }

  SortedMap<OwnerKey, Verdict> verdicts(
      ComparisonSummary comparison, InventorySummary before, InventorySummary after)
      throws InventoryException {
    SortedMap<OwnerKey, Verdict> known = verdicts.get(comparison.manifest());
    if (known == null) {
      known = verifier.verdictByOwner(before.manifest(), after.manifest(), comparison.manifest());
      verdicts.put(comparison.manifest(), known);
    }
    return known;
  }
}
