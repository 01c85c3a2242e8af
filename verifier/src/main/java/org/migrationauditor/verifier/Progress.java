package org.migrationauditor.verifier;

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
}
