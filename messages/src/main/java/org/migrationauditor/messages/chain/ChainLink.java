package org.migrationauditor.messages.chain;

import java.util.List;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.migration.AcknowledgedLoss;
import org.migrationauditor.messages.migration.RunbookId;

/**
 * One upgrade of a chain, as it was foreseen when the chain was planned.
 *
 * @param runbookDigest SHA-256 of the runbook file, which is kept by that name
 * @param losses of this upgrade that whoever planned the chain acknowledged
 */
public record ChainLink(
    RunbookId runbook, ContentDigest runbookDigest, List<AcknowledgedLoss> losses) {
  public ChainLink {
    losses = List.copyOf(losses);
  }
}
