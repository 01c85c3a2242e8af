package org.migrationauditor.verifier;

import java.io.IOException;
import java.util.Arrays;
import org.migrationauditor.verifier.digest.Sha256;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.InventorySource;
import org.migrationauditor.verifier.inventory.UnreadEntry;

/** Which entries are read: all, or those that a sample draws. Safe for use by many threads. */
final class Drawing {
  static final Drawing ALL = new Drawing("", Long.MAX_VALUE);

  private final String seed;
  private final long greatest;

  private Drawing(String seed, long greatest) {
    this.seed = seed;
    this.greatest = greatest;
  }

  /** Draws, which takes a listing of its own. */
  static Drawing of(Sample sample, InventorySource source)
      throws IOException, InterruptedException {
    Least least = new Least((int) sample.size());
    source.list(
        entry -> {
          InventoryEntry unread = entry.unread(UnreadEntry.SAMPLED_OUT);
          if (unread != null) {
            least.add(number(sample.seed(), unread.key()));
          }
        });
    return new Drawing(sample.seed(), least.greatest());
  }

  boolean holds(String key) {
    return seed.isEmpty() || number(seed, key) <= greatest;
  }

  private static long number(String seed, String key) {
    return Sha256.first64(seed + '\0' + key);
  }

  /** The least of many numbers, so many. */
  private static final class Least {
    private final int size;
    private final long[] numbers;
    private int count;

    Least(int size) {
      this.size = size;
      numbers = new long[2 * size];
    }

    void add(long number) {
      numbers[count++] = number;
      if (count == numbers.length) {
        Arrays.sort(numbers);
        count = size;
      }
    }

    long greatest() {
      Arrays.sort(numbers, 0, count);
      return count < size ? Long.MAX_VALUE : numbers[size - 1];
    }
  }
}
