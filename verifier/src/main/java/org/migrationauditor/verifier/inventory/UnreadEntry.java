package org.migrationauditor.verifier.inventory;

import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** An entry that was listed and not yet read. */
public interface UnreadEntry {
  /**
   * Problem of an entry that was left unread because a sample was asked for, and it is not in it.
   */
  String SAMPLED_OUT = "sampled out";

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
   * The entry as it stands in an inventory that leaves its content unread: incomplete.
   *
   * @param problem why it is left unread
   * @return null of what has no content, so that there is nothing to leave unread
   */
  default @Nullable InventoryEntry unread(String problem) {
    return null;
  }

  /**
   * Text that is another as soon as what {@link #read} gives may be another. The archive is asked
   * anew each time.
   *
   * @return empty when the archive tells nothing of that kind, or its word is not to be relied on
   */
  default String stamp() {
    return "";
  }

  /**
   * Reads the entry as {@link #read} does and tells whether it is worth another try. A source that
   * tries again by itself says no.
   */
  default Attempt attempt(LongConsumer advanced) throws InterruptedException {
    return new Attempt(read(advanced), false);
  }

  /**
   * Reads the entry to its end, on any thread; again only after an {@link #attempt} that may pass,
   * or to confirm what another try gave. What cannot be read, or is not the same before and after,
   * becomes an incomplete entry, never an exception and never a digest.
   *
   * @param advanced told of bytes as they are read, when the reading takes long; may be told of
   *     none
   * @throws InterruptedException if the thread was interrupted
   */
  InventoryEntry read(LongConsumer advanced) throws InterruptedException;
}
