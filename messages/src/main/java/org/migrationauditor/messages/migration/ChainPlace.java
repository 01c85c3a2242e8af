package org.migrationauditor.messages.migration;

/**
 * Which link of a chain a migration is.
 *
 * @param place of the link, 1 for the first
 * @param of links of the chain, count
 */
public record ChainPlace(ChainId chainId, int place, int of) {
  public ChainPlace {
    if (place < 1 || place > of) {
      throw new IllegalArgumentException(
          "chain '%s': has no link %d of %d".formatted(chainId, place, of));
    }
  }
}
