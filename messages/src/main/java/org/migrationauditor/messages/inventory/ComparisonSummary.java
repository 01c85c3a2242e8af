package org.migrationauditor.messages.inventory;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;

/**
 * Result of one comparison; the findings are in their own Parquet file.
 *
 * @param compared entries present on both sides and equal, count
 * @param findings unexplained findings per code, count, in the order of the codes; codes without a
 *     finding are absent
 * @param expected findings that the runbook announced per code, count, in the same order
 * @param manifest digest of the findings file, kept as {@code <digest>.parquet}
 */
public record ComparisonSummary(
    InventoryName before,
    InventoryName after,
    Verdict verdict,
    long compared,
    Map<FindingCode, Long> findings,
    Map<FindingCode, Long> expected,
    ContentDigest manifest) {
  public ComparisonSummary {
    findings = Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(findings)));
    expected = Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(expected)));
  }
}
