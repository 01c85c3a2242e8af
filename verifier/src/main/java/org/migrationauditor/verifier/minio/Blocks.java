package org.migrationauditor.verifier.minio;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The bytes of a part: blocks, before each its HighwayHash-256. Source: MinIO {@code
 * cmd/bitrot-streaming.go}.
 */
public final class Blocks {
  private static final int BLOCK_MAX = 16 << 20; // MinIO writes blocks of 1 MiB or, before, 10 MiB

  private Blocks() {}

  /** Takes the bytes of a part as they are found to be sound. */
  @FunctionalInterface
  public interface Sink {
    /** Takes the first bytes of an array that is used again afterwards. */
    void take(byte[] block, int length);
  }

  /** Bytes that a part takes on the drive, hashes included. */
  public static long stored(long bytes, long blockBytes) {
    return bytes + Math.ceilDiv(bytes, blockBytes) * HighwayHash.BYTES;
  }

  /**
   * Reads a part.
   *
   * @param bytes of the part, without hashes
   * @throws DamagedException if a block is not what its hash is of, or the part is cut short
   */
  public static void read(InputStream in, long bytes, long blockBytes, Sink sink)
      throws IOException, DamagedException {
    if (blockBytes > BLOCK_MAX) {
      throw new DamagedException("has blocks larger than any server writes");
    }
    byte[] block = new byte[(int) Math.min(blockBytes, bytes)];
    for (long left = bytes; left > 0; ) {
      int length = (int) Math.min(block.length, left);
      byte[] hash = in.readNBytes(HighwayHash.BYTES);
      if (hash.length < HighwayHash.BYTES || in.readNBytes(block, 0, length) < length) {
        throw new DamagedException("ends at byte %d of %d".formatted(bytes - left, bytes));
      }
      if (!Arrays.equals(hash, HighwayHash.of(block, length))) {
        throw new DamagedException(
            "is rotten: the block at byte %d is not what its hash is of".formatted(bytes - left));
      }
      sink.take(block, length);
      left -= length;
    }
  }
}
