package org.migrationauditor.verifier.pgdata;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks the pages of one file of a relation by the checksum that each carries, as {@code
 * pg_checksums} does (src/include/storage/checksum_impl.h): 32 interleaved FNV-1a sums over the
 * page with its own checksum taken for zero, mixed with its number. A page that was never written
 * has no checksum; it must be zero throughout.
 */
public final class RelationPages {
  private static final Pattern NAME =
      Pattern.compile("(?:base/\\d+|global)/\\d+(?:_(?:fsm|vm|init))?(?:\\.(\\d{1,5}))?");
  private static final int SUMS = 32;
  private static final int PRIME = 16777619;
  private static final int SHIFT = 17;
  private static final int MODULUS = 65535;
  private static final int CHECKSUM_AT = 8;
  private static final int UPPER_AT = 14;
  private static final int CHECKSUM_WORD = CHECKSUM_AT / Integer.BYTES;
  private static final int[] START = {
    0x5B1F36E9, 0xB8525960, 0x02AB50AA, 0x1DE66D2A, 0x79FF467A, 0x9BB9F8A3, 0x217E7CD2, 0x83E13D2C,
    0xF8D4474F, 0xE39EB970, 0x42C6AE16, 0x993216FA, 0x7B093B5D, 0x98DAFF3C, 0xF718902A, 0x0B1C9CDB,
    0xE58F764B, 0x187636BC, 0x5D7B3BB1, 0xE73DE7DE, 0x92BEC979, 0xCCA6C0B2, 0x304A0979, 0x85AA43D4,
    0x783125BB, 0x6CA8EAA2, 0xE407EAC6, 0x4B5CFC3E, 0x9FBF8C76, 0x15CA20BE, 0xF2CA9FD3, 0x959BD756
  };

  private final ByteBuffer page;
  private final int[] sums = new int[SUMS];
  private final long firstBlock;
  private long pages;
  private long wrong;
  private long firstWrong;

  private RelationPages(int blockBytes, long firstBlock) {
    page = ByteBuffer.allocate(blockBytes).order(ByteOrder.LITTLE_ENDIAN);
    this.firstBlock = firstBlock;
  }

  /**
   * A check of a file.
   *
   * @param key of the file, below the data directory
   * @return null when its pages carry no checksum
   */
  public static @Nullable RelationPages of(ControlFile control, String key) {
    Matcher name = NAME.matcher(key);
    if (!control.checksums() || !name.matches()) {
      return null;
    }
    long segment = name.group(1) == null ? 0 : Long.parseLong(name.group(1));
    return new RelationPages(control.blockBytes(), segment * control.segmentBlocks());
  }

  /** Takes the next bytes of the file. */
  public void add(byte[] bytes, int length) {
    int taken = 0;
    while (taken < length) {
      int some = Math.min(page.remaining(), length - taken);
      page.put(bytes, taken, some);
      taken += some;
      if (!page.hasRemaining()) {
        check();
        page.clear();
      }
    }
  }

  private void check() {
    if (!sound()) {
      firstWrong = wrong == 0 ? pages : firstWrong;
      wrong++;
    }
    pages++;
  }

  private boolean sound() {
    return page.getShort(UPPER_AT) == 0
        ? zero()
        : Short.toUnsignedInt(page.getShort(CHECKSUM_AT)) == checksum((int) (firstBlock + pages));
  }

  private boolean zero() {
    for (int at = 0; at < page.capacity(); at += Long.BYTES) {
      if (page.getLong(at) != 0) {
        return false;
      }
    }
    return true;
  }

  private int checksum(int block) {
    System.arraycopy(START, 0, sums, 0, SUMS);
    int words = page.capacity() / Integer.BYTES;
    for (int word = 0; word < words; word++) {
      int value = page.getInt(word * Integer.BYTES);
      mix(word, word == CHECKSUM_WORD ? value & 0xFFFF0000 : value); // the flags are its other half
    }
    for (int word = 0; word < 2 * SUMS; word++) {
      mix(word, 0);
    }
    int result = block;
    for (int sum : sums) {
      result ^= sum;
    }
    return Integer.remainderUnsigned(result, MODULUS) + 1;
  }

  private void mix(int word, int value) {
    int mixed = sums[word % SUMS] ^ value;
    sums[word % SUMS] = mixed * PRIME ^ (mixed >>> SHIFT);
  }

  /** What is wrong with the file after its end, in one clause; empty when nothing is. */
  public String problem() {
    if (wrong > 0) {
      return "%d of %d pages have a wrong checksum, the first is page %d"
          .formatted(wrong, pages, firstBlock + firstWrong);
    }
    return page.position() == 0 ? "" : "ends within a page";
  }
}
