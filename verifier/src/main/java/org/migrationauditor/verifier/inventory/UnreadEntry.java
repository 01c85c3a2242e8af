package org.migrationauditor.verifier.inventory;

import java.util.function.LongConsumer;

/** An entry that was listed and not yet read. */
public interface UnreadEntry {
  /** An entry of which nothing is left to be read. */
  static UnreadEntry settled(InventoryEntry entry) {
    return new UnreadEntry() {
      @Override
      public long bytes() {
        return Math.max(0, entry.bytes());
      }

      @Override
      public InventoryEntry read(LongConsumer advanced) {
        return entry;
      }
    };
  }

  /** Size as listed, bytes; zero for what has no content. */
  long bytes();

  /**
   * Reads the entry to its end, on any thread and at most once. What cannot be read, or is not the
   * same before and after, becomes an incomplete entry, never an exception and never a digest.
   *
   * @param advanced told of bytes as they are read, when the reading takes long; may be told of
   *     none
   * @throws InterruptedException if the thread was interrupted
   */
  InventoryEntry read(LongConsumer advanced) throws InterruptedException;
}
