package org.migrationauditor.messages.inventory;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;

/**
 * Whether views of one archive at one moment agree; the findings are in their own Parquet file.
 *
 * @param views inventories that were held against each other, two or more
 * @param agreed things of one view that were found in another and are the same there, count; what
 *     is in three views counts for each pair
 * @param findings per code, count, in the order of the codes; codes without a finding are absent
 * @param manifest digest of the findings file, kept as {@code <digest>.parquet}
 */
public record AgreementSummary(
    List<InventoryName> views,
    Verdict verdict,
    long agreed,
    Map<FindingCode, Long> findings,
    ContentDigest manifest) {
  public AgreementSummary {
    views = List.copyOf(views);
    findings = Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(findings)));
  }
}
