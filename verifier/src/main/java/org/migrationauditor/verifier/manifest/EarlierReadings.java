package org.migrationauditor.verifier.manifest;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.migrationauditor.verifier.digest.Sha256;

/**
 * What an interrupted inventory had read: each entry by the hash of its key and its stamp, eight
 * bytes an entry. That two are confused is as good as impossible, and is noticed in the end by
 * {@link InventoryWriter}. Safe for use by many threads.
 */
public final class EarlierReadings {
  /** None. */
  public static final EarlierReadings NONE = new EarlierReadings(new long[0], Instant.EPOCH);

  /** Any more are read anew, so that memory is bounded: 128 MB. */
  private static final int MOST = 1 << 24;

  private final long[] sorted;
  private final Instant until;

  private EarlierReadings(long[] sorted, Instant until) {
    this.sorted = sorted;
    this.until = until;
  }

  /**
   * Looks into segments, one after the other, since an answer is held in memory as a whole.
   *
   * @param segments sources for FROM with the columns {@code key}, {@code stamp} and {@code
   *     complete}
   * @param until when the last of them was written
   */
  static EarlierReadings in(Database database, List<String> segments, Instant until)
      throws SQLException, IOException {
    Hashes hashes = new Hashes();
    for (String segment : segments) {
      database.each(
          row -> hashes.add(hash(row.getString(1), row.getString(2))),
          "SELECT key, stamp FROM %s WHERE complete AND stamp IS NOT NULL".formatted(segment));
    }
    return new EarlierReadings(withoutDoubles(hashes.all()), until);
  }

  /** As many as come, and no more than there is memory for. */
  private static final class Hashes {
    private long[] hashes = new long[1 << 16];
    private int count;

    void add(long hash) {
      if (count == hashes.length && count < MOST) {
        hashes = Arrays.copyOf(hashes, 2 * count);
      }
      if (count < hashes.length) {
        hashes[count++] = hash;
      }
    }

    long[] all() {
      return Arrays.copyOf(hashes, count);
    }
  }

  /** What was listed twice in an archive in motion is in doubt. */
  private static long[] withoutDoubles(long[] hashes) {
    Arrays.sort(hashes);
    int kept = 0;
    for (int i = 0; i < hashes.length; ) {
      int next = i + 1;
      while (next < hashes.length && hashes[next] == hashes[i]) {
        next++;
      }
      if (next == i + 1) {
        hashes[kept++] = hashes[i];
      }
      i = next;
    }
    return kept == hashes.length ? hashes : Arrays.copyOf(hashes, kept);
  }

  /** Whether an entry was read to its end when it had this stamp. */
  public boolean hold(String key, String stamp) {
    return sorted.length > 0
        && !stamp.isEmpty()
        && Arrays.binarySearch(sorted, hash(key, stamp)) >= 0;
  }

  /** Entries that were read, count. */
  public long count() {
    return sorted.length;
  }

  /** When the last of them was read, or soon after. */
  public Instant until() {
    return until;
  }

  private static long hash(String key, String stamp) {
    return Sha256.first64(key + '\0' + stamp);
  }
}
