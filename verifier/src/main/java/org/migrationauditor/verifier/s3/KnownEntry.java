package org.migrationauditor.verifier.s3;

import java.util.function.LongConsumer;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.UnreadEntry;

/** An entry of which the listing told all there is. */
record KnownEntry(InventoryEntry entry) implements UnreadEntry {
  @Override
  public long bytes() {
    return 0;
  }

  @Override
  public InventoryEntry read(LongConsumer advanced) {
    return entry;
  }
}
