package org.migrationauditor.verifier.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The data set that is deflated in a file (PS3.5 A.5). */
final class InflatingFeed implements Feed {
  /** More than any value can hold; keeps a file that unfolds without end from holding a thread. */
  private static final long MAX_BYTES = 1L << 32;

  private static final int DEFLATE = 8;

  private final Window file;
  private final Inflater inflater;
  private final Findings findings;
  private boolean damaged;
  private boolean ended;

  /**
   * @param inflater of RFC 1951 without a wrapper
   */
  InflatingFeed(Window file, Inflater inflater, Findings findings) throws IOException {
    this.file = file;
    this.inflater = inflater;
    this.findings = findings;
    inflater.reset();
    inflater.setInput(ByteBuffer.allocate(0));
    skipWrapper();
  }

  /** A header of RFC 1950 belongs to no data set, but archives are known to read past it. */
  private void skipWrapper() throws IOException {
    if (file.ahead(5) < 5) {
      return;
    }
    int header = file.u16(0, true);
    boolean storedBlock = (file.u16(1, false) ^ file.u16(3, false)) == 0xFFFF;
    if ((file.u8(0) & 0x0F) == DEFLATE && header % 31 == 0 && !storedBlock) {
      findings.settle(
          DicomStructure.MALFORMED,
          () -> "deflated data at byte " + file.offset() + ": in a zlib wrapper");
      file.skip(2);
    }
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    while (!ended) {
      long before = inflater.getBytesWritten();
      if (before >= MAX_BYTES) {
        return broken(DicomStructure.MALFORMED, "too many, read no further");
      }
      try {
        int inflated = damaged ? 0 : inflater.inflate(into, from, length);
        if (inflated > 0) {
          return inflated;
        }
      } catch (DataFormatException e) {
        damaged = true;
        long inflated = inflater.getBytesWritten() - before; // those before the damage are good
        if (inflated > 0) {
          return (int) inflated;
        }
      }
      more();
    }
    return -1;
  }

  /** Finds out why nothing was inflated, and does something about it. */
  private void more() throws IOException {
    if (damaged) {
      broken(DicomStructure.MALFORMED, "damaged");
    } else if (inflater.finished()) {
      end();
    } else if (inflater.needsDictionary()) {
      broken(DicomStructure.MALFORMED, "no dictionary");
    } else if (file.ahead(1) == 0) {
      broken(DicomStructure.TRUNCATED, "the file ends inside them");
    } else {
      inflater.setInput(file.take());
    }
  }

  private void end() throws IOException {
    ended = true;
    file.giveBack(inflater.getRemaining());
    long from = file.offset();
    int left = file.ahead(2);
    if (left > 1 || (left == 1 && file.u8(0) != 0)) { // one zero byte makes the length even
      findings.settle(
          DicomStructure.TRAILING_BYTES,
          () -> "bytes from " + from + " on follow the deflated data set");
    }
  }

  private int broken(DicomStructure structure, String what) {
    ended = true;
    findings.settle(
        structure,
        () ->
            "deflated data: " + what + " after " + inflater.getBytesWritten() + " inflated bytes");
    return -1;
  }
}
