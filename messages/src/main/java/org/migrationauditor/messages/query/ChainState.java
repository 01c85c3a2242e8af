package org.migrationauditor.messages.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.migrationauditor.messages.migration.ChainId;
import org.migrationauditor.messages.migration.MigrationId;

/**
 * A chain as of its last event.
 *
 * @param from version that ran when it was planned
 * @param to version to get to
 * @param person who planned it
 * @param links in order
 */
public record ChainState(
    ChainId chainId,
    String from,
    String to,
    String person,
    Instant plannedAt,
    List<LinkState> links) {
  public ChainState {
    links = List.copyOf(links);
  }

  /** The link whose turn it is, also when it stands in the way; empty when all have passed. */
  public Optional<LinkState> next() {
    return links.stream().filter(link -> link.status() != LinkStatus.PASSED).findFirst();
  }

  /** The link that a migration is now; empty when it is none, or was replaced. */
  public Optional<LinkState> link(MigrationId migration) {
    return links.stream().filter(link -> migration.equals(link.migrationId())).findFirst();
  }

  /** Whether a migration is or was one of its links. */
  public boolean knows(MigrationId migration) {
    return link(migration).isPresent()
        || links.stream().anyMatch(link -> link.replaced().contains(migration));
  }
}
