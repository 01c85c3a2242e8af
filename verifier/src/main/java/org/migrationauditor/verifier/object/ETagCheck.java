package org.migrationauditor.verifier.object;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * Tries an ETag on the bytes of an object while these are read once. The size of the parts an
 * object was sent in is recorded nowhere, so that each usual one that gives as many parts is tried.
 */
public final class ETagCheck {
  private static final long MIB = 1 << 20;

  /** Of the AWS tools, MinIO's client and its libraries, rclone, s3cmd and others, MiB. */
  private static final long[] USUAL_PART_MIB = {
    5, 6, 8, 10, 15, 16, 20, 25, 32, 48, 50, 64, 96, 100, 128, 200, 250, 256, 500, 512, 1024
  };

  private final ETag etag;
  private final List<PartedMd5> tried;

  /** What the bytes say of an ETag. */
  public enum Answer {
    /** It is no MD5 of any kind. */
    NO_CLAIM,
    /** It is the MD5 of the bytes, or of the MD5s of their parts. */
    HOLDS,
    /** It is of parts of a size that was not tried, or a random number. */
    UNSOLVED,
    /** It is an MD5, and not of these bytes. */
    CONTRADICTED
  }

  /**
   * A check of one object.
   *
   * @param bytes its size
   * @param encrypted whether the server keeps it encrypted; its ETag is then no MD5 of its bytes
   */
  public ETagCheck(ETag etag, long bytes, boolean encrypted) {
    this.etag = etag;
    tried = partBytes(etag, bytes, encrypted).mapToObj(PartedMd5::new).toList();
  }

  private static LongStream partBytes(ETag etag, long bytes, boolean encrypted) {
    if (encrypted) {
      return LongStream.empty();
    }
    if (etag.plain()) {
      return LongStream.of(PartedMd5.WHOLE);
    }
    if (!etag.ofParts()) {
      return LongStream.empty();
    }
    int parts = etag.parts();
    if (parts == 1) {
      return LongStream.of(Math.max(bytes, 1));
    }
    TreeSet<Long> sizes = new TreeSet<>(Comparator.naturalOrder());
    LongStream.of(USUAL_PART_MIB).map(size -> size * MIB).forEach(sizes::add);
    sizes.add(ceiling(bytes, parts));
    sizes.add(ceiling(ceiling(bytes, parts), MIB) * MIB);
    return sizes.stream()
        .mapToLong(Long::longValue)
        .filter(size -> size > 0 && ceiling(bytes, size) == parts);
  }

  private static long ceiling(long dividend, long divisor) {
    return Math.ceilDiv(dividend, divisor);
  }

  /** Takes the next bytes of the object. */
  public void update(byte[] buffer, int length) {
    for (PartedMd5 md5 : tried) {
      md5.update(buffer, length);
    }
  }

  /** Answers once, after the last byte. */
  public Answer answer() {
    boolean holds = false;
    for (PartedMd5 md5 : tried) {
      holds |= md5.hex().equals(etag.md5());
    }
    if (holds) {
      return Answer.HOLDS;
    }
    if (etag.ofParts()) {
      return Answer.UNSOLVED;
    }
    return tried.isEmpty() ? Answer.NO_CLAIM : Answer.CONTRADICTED;
  }
}
