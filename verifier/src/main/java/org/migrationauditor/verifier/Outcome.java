package org.migrationauditor.verifier;

import org.migrationauditor.verifier.inventory.InventoryEntry;

/** What became of one entry that was listed. */
sealed interface Outcome {
  /** Problem of an entry that was not read because the operator stopped the inventory. */
  String STOPPED = "not read, the inventory was stopped";

  /**
   * It was read, or left unread.
   *
   * @param tries as in a manifest
   * @param stamp it had before and after; empty when it had none
   */
  record Read(InventoryEntry entry, int tries, String stamp) implements Outcome {}

  /** It has the stamp it had when it was read before an interruption. */
  record Kept(String key, String stamp) implements Outcome {}
}
