package org.migrationauditor.verifier.quality;

import java.util.List;
import java.util.Map;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.messages.inventory.View;

/**
 * What the content of one inventory is like. Remarks change no verdict: they are about data that
 * may have been so for years.
 *
 * @param verdict {@link Verdict#PASSED} when all could be examined, else {@link
 *     Verdict#INDETERMINATE}
 * @param values different ones of each facet, count
 * @param tallies largest first within each facet, as many as were asked for
 * @param references by kind of object that refers, most dangling first
 * @param remarks by code, most frequent first
 * @param findings digest of the findings' manifest, in the format of a comparison's
 */
public record ContentQuality(
    View view,
    ContentDigest inventory,
    Verdict verdict,
    InventoryCounts counts,
    Map<Facet, Long> values,
    List<Tally> tallies,
    List<Referring> references,
    List<Remarked> remarks,
    ContentDigest findings) {
  public ContentQuality {
    values = Map.copyOf(values);
    tallies = List.copyOf(tallies);
    references = List.copyOf(references);
    remarks = List.copyOf(remarks);
  }
}
