package org.migrationauditor.verifier.manifest;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
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
   * Looks into segments.
   *
   * @param rows source for FROM with the columns {@code key}, {@code stamp} and {@code complete}
   * @param until when the last of them was written
   */
  static EarlierReadings in(Database database, String rows, Instant until)
      throws SQLException, IOException {
    String stamped = " FROM %s WHERE complete AND stamp IS NOT NULL".formatted(rows);
    long[] hashes = new long[(int) Math.min(MOST, database.number("SELECT count(*)" + stamped))];
    Filled filled = new Filled(hashes);
    database.each(
        row -> filled.add(hash(row.getString(1), row.getString(2))),
        "SELECT key, stamp%s LIMIT %d".formatted(stamped, MOST));
    return new EarlierReadings(withoutDoubles(hashes), until);
  }

  private static final class Filled {
    private final long[] hashes;
    private int count;

    Filled(long[] hashes) {
      this.hashes = hashes;
    }

    void add(long hash) {
      hashes[count++] = hash;
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
