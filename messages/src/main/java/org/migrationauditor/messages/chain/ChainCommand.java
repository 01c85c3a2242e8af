package org.migrationauditor.messages.chain;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.migrationauditor.messages.migration.ChainId;

/** Everything that can be asked of a chain. */
public sealed interface ChainCommand permits PlanChain, PlanLink, BeginLink, EndLink, CompareLinks {
  ChainId chainId();

  /** Where the chain's events are. */
  @TargetAggregateIdentifier
  default String stream() {
    return chainId().stream();
  }
}
