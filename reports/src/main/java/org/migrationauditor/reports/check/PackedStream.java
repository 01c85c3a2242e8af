package org.migrationauditor.reports.check;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.migrationauditor.signatures.Budget;

/** A stream as a report packs it, unpacked from one byte to the next and never held. */
final class PackedStream extends FilterInputStream {
  private static final int CHUNK = 1 << 16;
  private static final COSName ATTACHED = COSName.getPDFName("EmbeddedFile");

  /** What a page can draw, whatever else it is said to be. */
  private static final Set<String> DRAWN = Set.of("Form", "Image", "PS");

  private long unpacked;

  private PackedStream(InputStream in) {
    super(in);
  }

  /** Whether it is packed as a report does it, or not at all. */
  static boolean plain(COSStream stream) {
    COSBase filter = stream.getFilters();
    return filter == null
        || (COSName.FLATE_DECODE.equals(filter) && !stream.containsKey(COSName.DECODE_PARMS));
  }

  /** Whether it says that it is an attached file, which no page shows. */
  static boolean attached(COSStream stream) {
    String kind = stream.getNameAsString(COSName.SUBTYPE);
    return ATTACHED.equals(stream.getCOSName(COSName.TYPE))
        && (kind == null || !DRAWN.contains(kind));
  }

  /**
   * The unpacked bytes of one that is {@link #plain}. Reading ends with an exception when nobody
   * waits for the answer.
   *
   * @throws IOException here or from reading, if it is damaged
   */
  static PackedStream open(COSStream stream) throws IOException {
    InputStream raw = stream.createRawInputStream();
    return new PackedStream(stream.getFilters() == null ? raw : new Inflated(raw));
  }

  /**
   * Size after unpacking, bytes, up to where it is cut off; one more than the most if it is larger
   * or damaged in another way.
   */
  static long size(COSStream stream, long most) throws IOException {
    try (PackedStream in = open(stream)) {
      byte[] chunk = new byte[CHUNK];
      try {
        while (in.unpacked <= most && in.read(chunk) >= 0) {} // only counts
      } catch (ZipException e) {
        return most + 1;
      } catch (EOFException e) {
        return Math.min(in.unpacked, most + 1); // a reader shows what there is
      }
      return Math.min(in.unpacked, most + 1);
    }
  }

  /** Bytes that were read, count. */
  long unpacked() {
    return unpacked;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Budget.stopIfNobodyWaits();
    int read = super.read(bytes, offset, length);
    unpacked += Math.max(0, read);
    return read;
  }

  /** Lets go of its inflater. */
  private static final class Inflated extends InflaterInputStream {
    Inflated(InputStream raw) {
      super(raw, new Inflater(), CHUNK);
    }

    @Override
    public void close() throws IOException {
      inf.end();
      super.close();
    }
  }
}
