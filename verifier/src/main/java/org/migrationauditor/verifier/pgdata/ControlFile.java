package org.migrationauditor.verifier.pgdata;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * What {@code global/pg_control} says of a cluster, as every PostgreSQL from 9.6 to 18 writes it on
 * a machine of little endian (src/include/catalog/pg_control.h). Its own checksum was found right.
 *
 * @param format which versions write it
 * @param systemIdentifier of the cluster, as an unsigned number
 * @param blockBytes size of a page, bytes
 * @param segmentBlocks pages in each file of a relation but the last, count
 * @param checksums whether pages carry a checksum
 */
public record ControlFile(
    Format format,
    long systemIdentifier,
    int catalogVersion,
    ClusterState state,
    int blockBytes,
    long segmentBlocks,
    boolean checksums) {
  /** Size of the file, most of which is padding, bytes. */
  public static final int BYTES = 8192;

  private static final int VERSION_AT = 8;
  private static final int CATALOG_AT = 12;
  private static final int STATE_AT = 16;

  /** After the constant that tells how a machine writes floating-point numbers. */
  private static final int BLOCK_AFTER = 8;

  private static final int SEGMENT_AFTER = 12;
  private static final int CHECKSUMS_AFTER = 44;
  private static final double FLOAT_FORMAT = 1234567.0;
  private static final int SMALLEST_BLOCK = 1024;
  private static final int LARGEST_BLOCK = 32768;

  /** A layout of the file, by its {@code pg_control_version}. */
  public enum Format {
    V9_6(960, 208, 256, "9[.]6"),
    V10(1002, 208, 288, "10"),
    V11(1100, 200, 280, "11"),
    V12(1201, 208, 288, "12"),
    V13_TO_16(1300, 208, 288, "1[3-6]"),
    V17(1700, 208, 288, "17"),
    V18(1800, 208, 292, "18");

    private final int number;
    private final int floatAt;
    private final int checksumAt;
    private final String majors;

    Format(int number, int floatAt, int checksumAt, String majors) {
      this.number = number;
      this.floatAt = floatAt;
      this.checksumAt = checksumAt;
      this.majors = majors;
    }

    /** Whether a major version writes it, by what {@code PG_VERSION} says. */
    public boolean of(String major) {
      return major.matches(majors);
    }

    private static Format of(int number) throws UnsoundControlException {
      for (Format format : values()) {
        if (format.number == number) {
          return format;
        }
      }
      throw new UnsoundControlException(
          "is of control version %d, which is not known".formatted(number));
    }
  }

  /**
   * Reads the file.
   *
   * @throws UnsoundControlException if it is cut off, damaged, or of a version not known here
   */
  public static ControlFile of(byte[] file) throws UnsoundControlException {
    if (file.length != BYTES) {
      throw new UnsoundControlException("is not %d bytes long".formatted(BYTES));
    }
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    Format format = Format.of(bytes.getInt(VERSION_AT));
    CRC32C checksum = new CRC32C();
    checksum.update(file, 0, format.checksumAt);
    if ((int) checksum.getValue() != bytes.getInt(format.checksumAt)) {
      throw new UnsoundControlException("is damaged, its checksum is wrong");
    }
    int block = bytes.getInt(format.floatAt + BLOCK_AFTER);
    long segment = Integer.toUnsignedLong(bytes.getInt(format.floatAt + SEGMENT_AFTER));
    if (bytes.getDouble(format.floatAt) != FLOAT_FORMAT
        || block < SMALLEST_BLOCK
        || block > LARGEST_BLOCK
        || Integer.bitCount(block) != 1
        || segment == 0) {
      throw new UnsoundControlException("tells no possible size of a page");
    }
    return new ControlFile(
        format,
        bytes.getLong(0),
        bytes.getInt(CATALOG_AT),
        ClusterState.of(bytes.getInt(STATE_AT)),
        block,
        segment,
        bytes.getInt(format.floatAt + CHECKSUMS_AFTER) != 0);
  }
}
