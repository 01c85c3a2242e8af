package org.migrationauditor.messages.query;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.chain.LinksCompared;
import org.migrationauditor.messages.migration.AcknowledgedLoss;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.RunbookId;

/**
 * One link of a chain.
 *
 * @param place 1 for the first
 * @param runbook of its migration; before there is one, as the chain foresees it
 * @param runbookDigest SHA-256 of its file
 * @param foreseenDigest SHA-256 of the runbook that was kept with the chain
 * @param losses that were acknowledged with the chain
 * @param migrationId null while none is planned
 * @param verdict at the end of its migration or rollback; null before
 * @param replaced migrations that it had before, in order
 * @param sinceLinkBefore what came, went or changed since the link before it; the last comparison
 *     of each inventory
 */
public record LinkState(
    int place,
    RunbookId runbook,
    ContentDigest runbookDigest,
    ContentDigest foreseenDigest,
    List<AcknowledgedLoss> losses,
    LinkStatus status,
    @Nullable MigrationId migrationId,
    @Nullable Verdict verdict,
    List<MigrationId> replaced,
    List<LinksCompared> sinceLinkBefore) {
  public LinkState {
    losses = List.copyOf(losses);
    replaced = List.copyOf(replaced);
    sinceLinkBefore = List.copyOf(sinceLinkBefore);
  }

  /** Whether its migration was brought to an end, back or forth. */
  public boolean ended() {
    return verdict != null;
  }
}
