package org.migrationauditor.verifier.inventory;

import java.io.IOException;
import org.migrationauditor.messages.inventory.View;

/**
 * Read-only view of one archive. Every adapter passes {@code InventorySourceContract}.
 *
 * <p>Nothing in the archive is ever written, created, deleted, locked or followed out of it.
 */
public interface InventorySource {

  /** From which side the archive is looked at. */
  View view();

  /** Where the archive is, for people: a folder's absolute path, or an address without secrets. */
  String place();

  /** Whether listing costs the archive little, so that it may be listed once more to count it. */
  default boolean listsCheaply() {
    return true;
  }

  /**
   * Lists the archive once: each entry exactly once, in no particular order, with memory bounded by
   * the archive's depth and not by its size. The thread that calls this also calls the listing; two
   * listings, even at the same time, know nothing of each other.
   *
   * <p>The listing never just ends short. A part that cannot be listed to its end is itself an
   * incomplete entry; an archive that cannot be listed at all is an exception.
   *
   * @throws IOException if the archive's root cannot be listed; the message is one sentence
   * @throws InterruptedException if the thread was interrupted; the listing is then worthless
   */
  void list(Listing listing) throws IOException, InterruptedException;

  /** Receives what is listed. */
  @FunctionalInterface
  interface Listing {
    /**
     * Takes one entry; may wait until there is room for it.
     *
     * @throws InterruptedException if the thread was interrupted while it waited
     */
    void found(UnreadEntry entry) throws InterruptedException;
  }
}
