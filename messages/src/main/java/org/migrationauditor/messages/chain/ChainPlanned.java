package org.migrationauditor.messages.chain;

import java.util.List;
import org.axonframework.serialization.Revision;
import org.migrationauditor.messages.migration.ChainId;

/**
 * An operator planned which upgrades lead from one version to another; nothing was touched yet.
 *
 * @param from version that runs, such as {@code 0.1.3}
 * @param to version to get to, such as {@code 0.5.x}
 * @param links in the order in which they are to be done
 */
@Revision("1")
public record ChainPlanned(ChainId chainId, String from, String to, List<ChainLink> links)
    implements ChainEvent {
  public ChainPlanned {
    links = List.copyOf(links);
  }
}
