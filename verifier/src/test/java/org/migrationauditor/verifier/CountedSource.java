package org.migrationauditor.verifier;

import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.inventory.Attempt;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.InventorySource;
import org.migrationauditor.verifier.inventory.UnreadEntry;

/** A source as it is that tells of each entry whose content is about to be read. */
record CountedSource(InventorySource source, Consumer<String> reads) implements InventorySource {
  @Override
  public View view() {
    return source.view();
  }

  @Override
  public String place() {
    return source.place();
  }

  @Override
  public void list(Listing listing) throws IOException, InterruptedException {
    source.list(entry -> listing.found(new Counted(entry, reads)));
  }

  private record Counted(UnreadEntry entry, Consumer<String> reads) implements UnreadEntry {
    @Override
    public long bytes() {
      return entry.bytes();
    }

    @Override
    public @Nullable InventoryEntry unread(String problem) {
      return entry.unread(problem);
    }

    @Override
    public String stamp() {
      return entry.stamp();
    }

    @Override
    public Attempt attempt(LongConsumer advanced) throws InterruptedException {
      InventoryEntry unread = entry.unread("");
      if (unread != null) {
        reads.accept(unread.key());
      }
      return entry.attempt(advanced);
    }

    @Override
    public InventoryEntry read(LongConsumer advanced) throws InterruptedException {
      return attempt(advanced).entry();
    }
  }
}
