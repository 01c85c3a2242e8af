package org.migrationauditor.verifier;

import java.util.function.LongConsumer;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.UnreadEntry;
import org.migrationauditor.verifier.manifest.EarlierReadings;

/**
 * What is read of what is listed, and how often.
 *
 * @param earlier readings to rely on
 * @param partial whether an interruption ends the reading and not the handing over
 */
record Choice(Drawing drawing, EarlierReadings earlier, Repetition repetition, boolean partial) {
  /** Everything. */
  static final Choice ALL = new Choice(Drawing.ALL, EarlierReadings.NONE, new Repetition(), false);

  /** An entry that is not read any more. */
  Outcome unread(UnreadEntry entry) throws InterruptedException {
    InventoryEntry unread = entry.unread(Outcome.STOPPED);
    return unread == null
        ? new Outcome.Read(entry.read(bytes -> {}), 1, "")
        : new Outcome.Read(unread, 0, "");
  }

  Outcome read(UnreadEntry entry, Progress progress) throws InterruptedException {
    InventoryEntry unread = entry.unread(UnreadEntry.SAMPLED_OUT);
    if (unread == null) {
      return read(entry, "", progress);
    }
    if (!drawing.holds(unread.key())) {
      progress.passedOver(1, entry.bytes());
      return new Outcome.Read(unread, 0, "");
    }
    String stamp = entry.stamp();
    if (earlier.hold(unread.key(), stamp)) {
      progress.passedOver(1, entry.bytes());
      return new Outcome.Kept(unread.key(), stamp);
    }
    return read(entry, stamp, progress);
  }

  private Outcome read(UnreadEntry entry, String stamp, Progress progress)
      throws InterruptedException {
    Share share = new Share(entry.bytes(), progress);
    Repetition.Result result = repetition.read(entry, share);
    progress.advance(1, share.left);
    boolean stamped = !stamp.isEmpty() && result.entry().complete() && stamp.equals(entry.stamp());
    return new Outcome.Read(result.entry(), result.tries(), stamped ? stamp : "");
  }

  /** One entry's part of the bytes that were told to be ahead. */
  private static final class Share implements LongConsumer {
    private final Progress progress;
    private long left;

    Share(long bytes, Progress progress) {
      left = bytes;
      this.progress = progress;
    }

    @Override
    public void accept(long bytes) {
      long counted = Math.min(left, bytes); // of a file that grew
      left -= counted;
      progress.advance(0, counted);
    }
  }
}
