package org.migrationauditor.command.action.copy;

import java.util.concurrent.atomic.LongAdder;
import org.migrationauditor.verifier.Progress;

/** How far a copy has come, and how it was proven. Told by many threads. */
public final class CopyTally {
  private final Progress progress;
  private final LongAdder proven = new LongAdder();
  private final LongAdder provenEarlier = new LongAdder();
  private final LongAdder throughCache = new LongAdder();

  /** A tally that passes on what it is told. */
  public CopyTally(Progress progress) {
    this.progress = progress;
  }

  void read(long bytes) {
    progress.advance(0, bytes);
  }

  /** An entry without content of its own is in place. */
  void entry() {
    progress.advance(1, 0);
  }

  void proven(long bytes, boolean pastCache) {
    proven.add(bytes);
    if (!pastCache) {
      throughCache.add(bytes);
    }
    progress.advance(1, 0);
  }

  void provenEarlier(long bytes) {
    proven.add(bytes);
    provenEarlier.add(bytes);
    progress.passedOver(1, bytes);
  }

  /** Of files whose two sides had equal digests, bytes. */
  public long proven() {
    return proven.sum();
  }

  /** Of these, the bytes of files that an earlier attempt had read and nothing changed since. */
  public long provenEarlier() {
    return provenEarlier.sum();
  }

  /** Of these, the bytes of files that could only be read through the kernel's cache. */
  public long throughCache() {
    return throughCache.sum();
  }
}
