package org.migrationauditor.verifier;

/** What is told to be ahead: an estimate until the listing that is read has ended. */
final class Totals {
  private static final int TELL_EVERY = 256;

  private final Progress progress;
  private boolean known;

  /** Entries and bytes of one listing. Used by one thread. */
  static final class Count {
    private long entries;
    private long bytes;

    void add(long moreBytes) {
      entries++;
      bytes += moreBytes;
    }
  }

  Totals(Progress progress) {
    this.progress = progress;
  }

  /** Tells now and then what was counted so far. */
  void counting(Count count) {
    if (count.entries % TELL_EVERY == 0) {
      tell(count, false);
    }
  }

  /** Tells a sum that is right unless the archive changes. */
  void counted(Count count) {
    tell(count, false);
  }

  /** Tells the sum that all advances will add up to. */
  void known(Count count) {
    tell(count, true);
  }

  private synchronized void tell(Count count, boolean last) {
    if (!known) {
      known = last;
      progress.total(count.entries, count.bytes);
    }
  }
}
