package org.migrationauditor.messages.chain;

import org.migrationauditor.messages.migration.ChainId;

/** Everything that can have happened to a chain. Names and components are a stored format. */
public sealed interface ChainEvent
    permits ChainPlanned, LinkPlanned, LinkBegun, LinkEnded, LinksCompared {
  ChainId chainId();
}
