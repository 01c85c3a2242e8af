package org.migrationauditor.messages.chain;

import java.util.List;
import org.migrationauditor.messages.migration.ChainId;

/**
 * Asks for a chain of upgrades of one host.
 *
 * @param from version that runs, such as {@code 0.1.3}
 * @param to version to get to, such as {@code 0.5.x}
 * @param links in the order in which they are to be done
 */
public record PlanChain(ChainId chainId, String from, String to, List<ChainLink> links)
    implements ChainCommand {
  public PlanChain {
    links = List.copyOf(links);
  }
}
