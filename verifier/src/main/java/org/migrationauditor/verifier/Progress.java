package org.migrationauditor.verifier;

import java.time.Instant;

/** Told how far long work has come. Called from many threads. */
public interface Progress {
  /** Nobody watches. */
  Progress UNWATCHED =
      new Progress() {
        @Override
        public void total(long entries, long bytes) {}

        @Override
        public void advance(long entries, long bytes) {}
      };

  /**
   * What is now known to be there in all: entries, and bytes. Told again as more comes to light;
   * the last told before the end is what all advances add up to.
   */
  void total(long entries, long bytes);

  /** That many more entries and bytes are done. */
  void advance(long entries, long bytes);

  /**
   * That many more entries and bytes are done without having been read: they were before an
   * interruption, or are not in a sample. They tell nothing of the rate.
   */
  default void passedOver(long entries, long bytes) {
    advance(entries, bytes);
  }

  /** An interrupted inventory is gone on with, which had read so many entries until then. */
  default void goesOn(long entries, Instant until) {}

  /** Something that whoever watches should know and do something about, one sentence. */
  default void remark(String sentence) {}
}
