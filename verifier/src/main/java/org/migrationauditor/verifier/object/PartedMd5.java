package org.migrationauditor.verifier.object;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** MD5 of the MD5s of parts of one size, or of the whole. */
final class PartedMd5 {
  /** Size of the one part of what was not sent in parts. */
  static final long WHOLE = Long.MAX_VALUE;

  private final long partBytes;
  private final MessageDigest part = md5();
  private final MessageDigest parts = md5();
  private long left;
  private boolean ended;

  PartedMd5(long partBytes) {
    this.partBytes = partBytes;
    left = partBytes;
  }

  void update(byte[] buffer, int length) {
    int at = 0;
    while (at < length) {
      int now = (int) Math.min(left, length - at);
      part.update(buffer, at, now);
      at += now;
      left -= now;
      if (left == 0) {
        endPart();
      }
    }
  }

  private void endPart() {
    parts.update(part.digest());
    left = partBytes;
    ended = true;
  }

  /** The value, once. */
  String hex() {
    if (partBytes == WHOLE) {
      return HexFormat.of().formatHex(part.digest());
    }
    if (left < partBytes || !ended) {
      endPart();
    }
    return HexFormat.of().formatHex(parts.digest());
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks MD5", e);
    }
  }
}
